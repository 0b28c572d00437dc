/** Requests to the HTTP API: JSON in and out, the CSRF header, and refusals as errors. */

import type { Problem } from "~/store/types";
import { say } from "~/text/say";
import { nameCommand } from "./ownCommands";

/** The server said no, or could not be reached (`status` 0). The message is made for people. */
export class Refusal extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail || problem.title);
    this.problem = problem;
  }
}

/** Nothing answers. */
export const unreachable = (): Problem => ({
  type: "unreachable",
  title: say("title.away"),
  status: 0,
  detail: say("away"),
});

/** The value of a cookie, "" if there is none. */
export function cookie(name: string): string {
  const found = document.cookie.split("; ").find((part) => part.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

export interface RequestOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds after which the server counts as unreachable; none by itself. */
  readonly timeout?: number;
}

/** Send a request; the parsed answer, or a `Refusal`. */
export async function request<T>(
  method: string,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
  options: RequestOptions = {},
): Promise<T> {
  const headers: Record<string, string> = { Accept: "application/json", ...options.headers };
  if (method !== "GET") {
    headers["X-CSRFToken"] = cookie("csrftoken");
    headers["X-Headway-Command"] = nameCommand(body);
  }
  const form = body instanceof FormData;
  if (body !== undefined && !form) headers["Content-Type"] = "application/json";
  let response: Response;
  let text: string;
  try {
    response = await fetch(path, {
      method,
      headers,
      credentials: "same-origin",
      body: body === undefined ? null : form ? body : JSON.stringify(body),
      signal: signalOf(signal, options.timeout),
    });
    text = await response.text();
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Refusal(unreachable());
  }
  if (response.status === 204) return undefined as T;
  return answerOf<T>(response.status, text);
}

/** What an answer holds, or throws why it was refused. */
function answerOf<T>(status: number, text: string): T {
  if (status < 200 || status >= 300) throw new Refusal(problemOf(status, text));
  try {
    return JSON.parse(text) as T;
  } catch {
    // A page instead of data: something between here and the server answered for it.
    throw new Refusal(unreachable());
  }
}

function signalOf(signal: AbortSignal | undefined, timeout: number | undefined) {
  if (timeout === undefined) return signal ?? null;
  const late = AbortSignal.timeout(timeout);
  return signal ? AbortSignal.any([signal, late]) : late;
}

/** The problem in an answer that was refused, whatever its form. */
export function problemOf(status: number, text: string): Problem {
  const fallback: Problem = {
    type: "error",
    title: say("title.error"),
    status,
    detail: status >= 500 ? say("failed") : say("refusedBy", { status }),
  };
  try {
    const parsed: unknown = JSON.parse(text);
    if (parsed === null || typeof parsed !== "object" || !("detail" in parsed)) return fallback;
    return { ...fallback, ...(parsed as Partial<Problem>), status };
  } catch {
    return fallback;
  }
}

export const api = {
  get: <T>(path: string, signal?: AbortSignal) =>
    request<T>("GET", `/api/v1${path}`, undefined, signal),
  post: <T>(path: string, body?: unknown) => request<T>("POST", `/api/v1${path}`, body ?? {}),
  patch: <T>(path: string, body: unknown) => request<T>("PATCH", `/api/v1${path}`, body),
  remove: <T = void>(path: string) => request<T>("DELETE", `/api/v1${path}`),
};

/** Send a form with files, telling how much of it has gone (0 to 1). */
export function upload<T>(
  path: string,
  form: FormData,
  onProgress: (share: number) => void,
  signal?: AbortSignal,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open("POST", `/api/v1${path}`);
    call.setRequestHeader("Accept", "application/json");
    call.setRequestHeader("X-CSRFToken", cookie("csrftoken"));
    call.setRequestHeader("X-Headway-Command", nameCommand());
    call.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    call.onload = () => {
      try {
        resolve(answerOf<T>(call.status, call.responseText));
      } catch (refusal) {
        reject(refusal);
      }
    };
    call.onerror = () => reject(new Refusal(unreachable()));
    call.onabort = () => reject(new DOMException("Aborted", "AbortError"));
    signal?.addEventListener("abort", () => call.abort());
    call.send(form);
  });
}

/** Asks the server for a drawing of the plan: an image of a page, or a file to keep. */

import { cookie, problemOf, Refusal, unreachable } from "~/protocol/http";

export interface Drawing {
  readonly data: Blob;
  /** How many pages it has in all. */
  readonly pages: number;
}

/** Milliseconds after which the server counts as unreachable; it refuses earlier what takes too long. */
const LONGEST = 60_000;

/** Fetch a drawing; throws a Refusal, or an AbortError where `signal` says so. */
export async function draw(path: string, body?: unknown, signal?: AbortSignal): Promise<Drawing> {
  const late = AbortSignal.timeout(LONGEST);
  let response: Response;
  let data: Blob;
  try {
    response = await fetch(`/api/v1${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": cookie("csrftoken") },
      credentials: "same-origin",
      body: body === undefined ? null : JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, late]) : late,
    });
    data = await response.blob();
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Refusal(unreachable());
  }
  if (!response.ok) throw new Refusal(problemOf(response.status, await data.text()));
  return { data, pages: Number(response.headers.get("Headway-Pages") ?? 1) };
}

/** Let the browser save what was drawn. */
export function keepFile(data: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(data);
  link.download = name.replace(/[\\/:*?"<>|]+/g, " ").trim() || "file";
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads it after the click: it is let go of later.
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Signing in and up, by the server's headless sign-in API. */

import { cookie, unreachable } from "~/protocol/http";

export type AuthAnswer = { ok: true } | { ok: false; errors: Record<string, string> };

interface Answer {
  status: number;
  errors?: { message: string; code: string; param?: string }[];
  data?: { account?: { is_open_for_signup?: boolean }; flows?: { id: string }[] };
}

const ROOT = "/_allauth/browser/v1";

async function call(method: string, path: string, body?: object): Promise<Answer> {
  const response = await fetch(`${ROOT}${path}`, {
    method,
    credentials: "same-origin",
    headers: {
      Accept: "application/json",
      "Content-Type": "application/json",
      "X-CSRFToken": cookie("csrftoken"),
    },
    body: body ? JSON.stringify(body) : null,
  });
  const text = await response.text();
  try {
    return { ...(JSON.parse(text) as Answer), status: response.status };
  } catch {
    return { status: response.status };
  }
}

/** Errors by field; "" is about the whole form. */
async function submit(path: string, body: object): Promise<AuthAnswer> {
  let answer: Answer;
  try {
    answer = await call("POST", path, body);
  } catch {
    return { ok: false, errors: { "": unreachable().detail } };
  }
  // 409: signed in already, in another tab perhaps.
  if (answer.status === 200 || answer.status === 409) return { ok: true };
  const errors: Record<string, string> = {};
  for (const error of answer.errors ?? []) errors[error.param ?? ""] ??= error.message;
  if (!Object.keys(errors).length) errors[""] = String(answer.status);
  return { ok: false, errors };
}

export const signIn = (email: string, password: string) =>
  submit("/auth/login", { email, password });

export const signUp = (email: string, password: string) =>
  submit("/auth/signup", { email, password });

export const askReset = (email: string) => submit("/auth/password/request", { email });

export async function resetPassword(key: string, password: string): Promise<AuthAnswer> {
  const answer = await submit("/auth/password/reset", { key, password });
  // A new password does not sign in: 401 says that it was taken.
  return !answer.ok && answer.errors[""] === "401" ? { ok: true } : answer;
}

export const changePassword = (current: string, fresh: string) =>
  submit("/account/password/change", {
    ...(current ? { current_password: current } : {}),
    new_password: fresh,
  });

/** Whether anybody may make an account: only while there is none. */
export async function signUpOpen(): Promise<boolean> {
  try {
    return (await call("GET", "/config")).data?.account?.is_open_for_signup ?? false;
  } catch {
    return false;
  }
}

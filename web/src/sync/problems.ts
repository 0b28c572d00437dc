/** Refusals that the browser makes itself, and what went wrong as one. */

import { Refusal } from "~/protocol/http";
import type { Problem } from "~/store/types";

export function problemOf(error: unknown): Problem {
  if (error instanceof Refusal) return error.problem;
  const detail = error instanceof Error ? error.message : String(error);
  return { type: "error", title: "Something went wrong", status: 0, detail };
}

/** The type of a refusal because another account is signed in by now: what waits stays as it is. */
export const OTHER_ACCOUNT = "other-account";

/** How many changes of one project wait at most. */
export const MOST_WAITING = 1000;

export const FULL: Problem = {
  type: "full",
  title: "Too much waits",
  status: 0,
  detail: `${MOST_WAITING} changes are kept here already. Connect first, so that they are sent.`,
};

/** Refusals that the browser makes itself, and what went wrong as one. */

import { Refusal } from "~/protocol/http";
import type { Problem } from "~/store/types";
import { say } from "~/text/say";

export function problemOf(error: unknown): Problem {
  if (error instanceof Refusal) return error.problem;
  const detail = error instanceof Error ? error.message : String(error);
  return { type: "error", title: say("title.error"), status: 0, detail };
}

/** The type of a refusal because another account is signed in by now: what waits stays as it is. */
export const OTHER_ACCOUNT = "other-account";

/** How many changes of one project wait at most. */
export const MOST_WAITING = 1000;

export const full = (): Problem => ({
  type: "full",
  title: say("title.full"),
  status: 0,
  detail: say("full", { count: MOST_WAITING }),
});

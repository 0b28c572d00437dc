/** From an intent to a command on its way. */

import type { Change, Inputs } from "~/protocol/envelope";
import type { Outcome, Problem, ProjectSession, ProjectStore, SendOptions } from "~/store/types";
import { say } from "~/text/say";
import { Draft, NotPossible } from "./draft";

/** A command, and what it will write as far as that is certain. */
export interface Step extends Change {
  readonly write?: (draft: Draft) => void;
}

/** The most commands that one change can hold. */
const MOST = 2000;

/** What steps will write, as far as that is certain here; throws what cannot be done (NotPossible). */
export function written(store: ProjectStore, steps: readonly Step[]): Inputs {
  const draft = new Draft(store);
  for (const step of steps) step.write?.(draft);
  return draft.inputs();
}

/** Send one intent, or several as one change. What cannot be done is refused without asking. */
export async function run(
  session: ProjectSession,
  steps: Step | readonly Step[],
  options: Omit<SendOptions, "optimistic"> = {},
): Promise<Outcome> {
  const all = Array.isArray(steps) ? (steps as readonly Step[]) : [steps as Step];
  let optimistic: Inputs;
  try {
    optimistic = written(session.store, all);
  } catch (error) {
    if (error instanceof NotPossible) return refuse(session, error.message, error.field);
    throw error;
  }
  const send = { ...options, optimistic };
  const [only] = all;
  if (!only) return { ok: true, changeset: null, created: {}, notes: [] };
  if (all.length === 1) return session.send(only.type, only.payload, send);
  if (all.length > MOST) return refuse(session, say("many", { count: MOST }));
  return session.batch(
    all.map(({ type, payload }) => ({ type, payload })),
    send,
  );
}

/**
 * Whether what was typed may go from its field: it was taken, or it is kept here until the server can
 * be reached. What is refused stays, to be typed otherwise.
 */
export async function mayClose(
  session: ProjectSession,
  outcome: Promise<Outcome>,
): Promise<boolean> {
  let off: () => void = () => undefined;
  const away = new Promise<boolean>((resolve) => {
    const look = () => {
      if (session.connection() === "offline") resolve(true);
    };
    off = session.subscribe(look);
    look();
  });
  try {
    const taken = outcome.then(({ ok }) => ok);
    // What is refused without asking is refused offline too.
    const turn = new Promise<null>((resolve) => setTimeout(resolve, 0, null));
    return (await Promise.race([taken, turn])) ?? (await Promise.race([taken, away]));
  } finally {
    off();
  }
}

/** Refuse what was typed, in words. */
export function refuse(session: ProjectSession, message: string, field = ""): Outcome {
  const problem: Problem = {
    type: "invalid",
    title: say("title.invalid"),
    status: 422,
    detail: message,
    errors: [{ field, message }],
  };
  return session.refuse(problem);
}

/** A key for a new row; undefined where none is left, then the server gives one. */
export function keyFor(session: ProjectSession): number | undefined {
  return session.keysLeft() > 0 ? session.newId() : undefined;
}

export type Ids = number | readonly number[];

export function listed(ids: Ids): readonly number[] {
  return typeof ids === "number" ? [ids] : ids;
}

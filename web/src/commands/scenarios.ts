/** What-if scenarios of the open project. */

import type { Outcome, ProjectSession } from "~/store/types";
import { run } from "./run";

/** Which side is taken in one place: the scenario's (`yours`) or the project's (`theirs`). */
export interface Choice {
  readonly table: string;
  readonly id: number;
  readonly field: string | null;
  readonly take: "yours" | "theirs";
}

/** Fork the project as it is; its key is in `created.scenarios`. */
export function beginScenario(session: ProjectSession, name: string, notes = ""): Promise<Outcome> {
  return run(session, { type: "scenario.create", payload: { name, notes } });
}

export function renameScenario(
  session: ProjectSession,
  id: number,
  fields: { name?: string; notes?: string },
): Promise<Outcome> {
  return run(session, {
    type: "scenario.rename",
    payload: { id, ...fields },
    write: (draft) => draft.update("scenarios", id, fields),
  });
}

export function dropScenario(session: ProjectSession, id: number): Promise<Outcome> {
  return run(session, {
    type: "scenario.drop",
    payload: { id },
    write: (draft) => draft.update("scenarios", id, { state: "dropped" }),
  });
}

/** Bring what was changed in a scenario into the project; `rest` is taken where nobody chose. */
export function mergeScenario(
  session: ProjectSession,
  id: number,
  choices: readonly Choice[],
  rest?: Choice["take"],
): Promise<Outcome> {
  return run(session, mergeStep(id, choices, rest));
}

/** The command of a merge, for its preview. */
export function mergeStep(id: number, choices: readonly Choice[], rest?: Choice["take"]) {
  return {
    type: "scenario.merge",
    payload: { id, choices, ...(rest === undefined ? {} : { rest }) },
  };
}

/** Bring what the project changed since into a scenario; `rest` is taken where nobody chose. */
export function rebaseScenario(
  session: ProjectSession,
  id: number,
  choices: readonly Choice[],
  rest?: Choice["take"],
): Promise<Outcome> {
  return run(session, rebaseStep(id, choices, rest));
}

/** The command that brings a scenario up to date, for its preview. */
export function rebaseStep(id: number, choices: readonly Choice[], rest?: Choice["take"]) {
  return { ...mergeStep(id, choices, rest), type: "scenario.rebase" };
}

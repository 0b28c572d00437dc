/** Risks of the schedule, what they do to tasks, and groups of tasks that run high or low together. */

import { isElapsed, parseDuration } from "~/model/durations";
import type { RiskGroupsRow, RisksRow, TaskRow } from "~/protocol/tables.generated";
import type { Outcome, ProjectSession } from "~/store/types";
import { say } from "~/text/say";
import { type Draft, temporaryId } from "./draft";
import { keyFor, refuse, run } from "./run";
import { updateStep } from "./tasks";

/** What a risk does to a task: working minutes, or hundredths of a percent of its duration. */
export interface RiskHit {
  readonly task_id: number;
  readonly delay: number;
  readonly share: number;
}

export type RiskFields = Partial<Pick<RisksRow, "name" | "probability" | "active" | "notes">>;
export type RiskGroupFields = Partial<Pick<RiskGroupsRow, "name" | "correlation">>;

/** Commands that one change may hold. */
const AT_ONCE = 2000;

/** How sure durations are: a class, or three points as percent of each duration. */
export type Sureness = TaskRow["confidence"] | { readonly low: number; readonly high: number };

export function addRisk(
  session: ProjectSession,
  fields: RiskFields & { name: string },
  impacts: readonly RiskHit[],
): Promise<Outcome> {
  const id = keyFor(session);
  return run(session, {
    type: "risk.create",
    payload: { ...(id === undefined ? {} : { id }), fields, impacts },
    write: (draft) => {
      const key = id ?? temporaryId();
      const plain = { probability: 1000, active: true, notes: "", rank: "z" };
      draft.insert("risks", { ...plain, ...fields, id: key });
      hit(draft, key, impacts);
    },
  });
}

export function updateRisk(
  session: ProjectSession,
  id: number,
  fields: RiskFields,
  impacts?: readonly RiskHit[],
): Promise<Outcome> {
  return run(session, {
    type: "risk.update",
    payload: { id, fields, ...(impacts ? { impacts } : {}) },
    write: (draft) => {
      draft.update("risks", id, fields);
      if (impacts) hit(draft, id, impacts);
    },
  });
}

export function deleteRisk(session: ProjectSession, id: number): Promise<Outcome> {
  return run(session, {
    type: "risk.delete",
    payload: { id },
    write: (draft) => {
      hit(draft, id, []);
      draft.remove("risks", id);
    },
  });
}

function hit(draft: Draft, risk: number, impacts: readonly RiskHit[]): void {
  const there = new Map(
    draft.where("risk_impacts", "risk_id", risk).map((row) => [row.task_id, row.id]),
  );
  for (const { task_id, delay, share } of impacts) {
    const known = there.get(task_id);
    there.delete(task_id);
    if (known !== undefined) draft.update("risk_impacts", known, { delay, share });
    else {
      draft.insert("risk_impacts", { id: temporaryId(), risk_id: risk, task_id, delay, share });
    }
  }
  for (const id of there.values()) draft.remove("risk_impacts", id);
}

export function addRiskGroup(
  session: ProjectSession,
  fields: RiskGroupFields & { name: string },
  taskIds: readonly number[],
): Promise<Outcome> {
  const id = keyFor(session);
  return run(session, {
    type: "risk_group.create",
    payload: { ...(id === undefined ? {} : { id }), fields, task_ids: taskIds },
    write: (draft) => {
      const key = id ?? temporaryId();
      draft.insert("risk_groups", { correlation: 5000, ...fields, id: key });
      gather(draft, key, taskIds);
    },
  });
}

export function updateRiskGroup(
  session: ProjectSession,
  id: number,
  fields: RiskGroupFields,
  taskIds?: readonly number[],
): Promise<Outcome> {
  return run(session, {
    type: "risk_group.update",
    payload: { id, fields, ...(taskIds ? { task_ids: taskIds } : {}) },
    write: (draft) => {
      draft.update("risk_groups", id, fields);
      if (taskIds) gather(draft, id, taskIds);
    },
  });
}

export function deleteRiskGroup(session: ProjectSession, id: number): Promise<Outcome> {
  return run(session, {
    type: "risk_group.delete",
    payload: { id },
    write: (draft) => {
      gather(draft, id, []);
      draft.remove("risk_groups", id);
    },
  });
}

function gather(draft: Draft, group: number, taskIds: readonly number[]): void {
  const wanted = new Set(taskIds);
  for (const row of draft.where("tasks", "risk_group_id", group)) {
    if (!wanted.has(row.id)) draft.update("tasks", row.id, { risk_group_id: null });
  }
  for (const id of wanted) draft.update("tasks", id, { risk_group_id: group });
}

/** Set how sure the durations of tasks are, as one change; what was said of them before goes. */
export async function setConfidence(
  session: ProjectSession,
  ids: readonly number[],
  sure: Sureness,
): Promise<Outcome> {
  const fields = (id: number): Partial<TaskRow> => {
    if (typeof sure === "string") {
      return { confidence: sure, optimistic: null, pessimistic: null };
    }
    const likely = session.store.task(id)?.duration ?? 0;
    const [optimistic, pessimistic] = [sure.low, sure.high].map((percent) =>
      Math.round((likely * percent) / 100),
    ) as [number, number];
    return { confidence: "", optimistic, pessimistic };
  };
  let outcome: Outcome = { ok: true, changeset: null, created: {}, notes: [] };
  for (let from = 0; from < ids.length && outcome.ok; from += AT_ONCE) {
    outcome = await run(
      session,
      ids.slice(from, from + AT_ONCE).map((id) => updateStep(id, fields(id))),
    );
  }
  return outcome;
}

/** Set a task's shortest or longest duration as typed; an empty text takes it away. */
export async function setEstimate(
  session: ProjectSession,
  id: number,
  which: "optimistic" | "pessimistic",
  text: string,
): Promise<Outcome> {
  if (text.trim() === "") return run(session, updateStep(id, { [which]: null }));
  const found = parseDuration(text, session.store.project);
  const unit = session.store.task(id)?.duration_unit ?? "d";
  if (!found || found.minutes < 0 || isElapsed(found.unit) !== isElapsed(unit)) {
    return refuse(session, say("duration.estimate", { text }), which);
  }
  return run(session, updateStep(id, { [which]: found.minutes }));
}

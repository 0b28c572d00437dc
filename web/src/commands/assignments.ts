/** Who works on what. */

import type { Assigning, Edit } from "~/here/assigning";
import { type Assignee, FULL, parseAssignees, resourceNamed } from "~/model/people";
import type { AssignmentRow } from "~/protocol/tables.generated";
import type { Outcome, ProjectSession } from "~/store/types";
import { newAssignment, newResource } from "./defaults";
import { type Draft, temporaryId } from "./draft";
import { type Ids, keyFor, listed, run, type Step } from "./run";

/** Make tasks' assignees what was typed (“Ana, Ben [50%]”) or named; a new name is a placeholder. */
export function setAssignees(
  session: ProjectSession,
  ids: Ids,
  names: string | readonly string[] | readonly Assignee[],
): Promise<Outcome> {
  const wanted = typeof names === "string" ? parseAssignees(names) : names.map(assigneeOf);
  return run(
    session,
    listed(ids).map((id) => assignStep(session, id, wanted)),
  );
}

export function assignStep(
  session: ProjectSession,
  taskId: number,
  wanted: readonly Assignee[],
  key: () => number | undefined = () => keyFor(session),
): Step {
  const { store } = session;
  const resources = [...store.rows("resources").values()];
  const assigned = new Set(
    [...(store.index("assignments", "task_id").get(taskId) ?? [])].map(
      (key) => store.rows("assignments").get(key)?.resource_id,
    ),
  );
  // Who joins has a key at once, so that the assignment can be changed before it is confirmed.
  const found = wanted.map((one) => {
    const row = resourceNamed(resources, one.name);
    const id = row && assigned.has(row.id) ? undefined : key();
    return { ...one, row, ...(id === undefined ? {} : { id }) };
  });
  return {
    type: "task.assign",
    payload: {
      id: taskId,
      resources: found.map(({ row, name, units, id }) => ({
        ...(row && row.id > 0 ? { resource_id: row.id } : { name }),
        ...(units === undefined ? {} : { units }),
        ...(id === undefined ? {} : { assignment_id: id }),
      })),
    },
    write: (draft) => assignInDraft(draft, taskId, found),
  };
}

/** Say anew what it meant that somebody joined or left; the project remembers it. */
export function chooseAssigning(
  session: ProjectSession,
  edit: Edit,
  choice: Assigning,
): Promise<Outcome> {
  const { taskId: id, duration, before, joined, estimates } = edit;
  return run(session, {
    type: "task.assigning",
    payload: { id, choice, duration, before, joined, estimates },
    write: (draft) => draft.update("projects", session.store.projectId, { on_assigning: choice }),
  });
}

/** Change units, work, overtime or delay of an assignment; what gives way the server says. */
export function updateAssignment(
  session: ProjectSession,
  id: number,
  fields: Partial<
    Pick<
      AssignmentRow,
      "units" | "work" | "remaining_work" | "actual_work" | "overtime_work" | "delay"
    >
  >,
): Promise<Outcome> {
  return run(session, {
    type: "assignment.update",
    payload: { id, fields },
    write: (draft) => draft.update("assignments", id, fields),
  });
}

/** Take resources off tasks. */
export function unassign(session: ProjectSession, assignmentIds: Ids): Promise<Outcome> {
  const ids = [...listed(assignmentIds)];
  return run(session, {
    type: "assignment.delete",
    payload: { ids },
    write: (draft) => {
      for (const id of ids) draft.remove("assignments", id);
    },
  });
}

/** Make a task's assignments equal to a list, keeping those that stay; `id` is a new one's key. */
export function assignInDraft(
  draft: Draft,
  taskId: number,
  wanted: readonly (Assignee & { readonly id?: number })[],
): void {
  const there = draft.where("assignments", "task_id", taskId);
  const kept = new Set<number>();
  for (const one of wanted) {
    const resourceId = resourceInDraft(draft, one.name);
    if (kept.has(resourceId)) continue;
    kept.add(resourceId);
    const known = there.find((row) => row.resource_id === resourceId);
    if (!known) {
      const units = one.units ?? FULL;
      const id = one.id ?? temporaryId();
      const values = { id, task_id: taskId, resource_id: resourceId, units };
      draft.insert("assignments", newAssignment(values));
    } else if (one.units !== undefined) {
      draft.update("assignments", known.id, { units: one.units });
    }
  }
  for (const row of there) if (!kept.has(row.resource_id)) draft.remove("assignments", row.id);
}

function resourceInDraft(draft: Draft, name: string): number {
  const known = draft.store.rows("resources");
  const found = resourceNamed(known.values(), name);
  if (found) return found.id;
  const made = draft.where("resources", "name", name.trim()).find((row) => row.id < 0);
  if (made) return made.id;
  const row = newResource({ id: temporaryId(), name: name.trim(), placeholder: true });
  draft.insert("resources", row);
  return row.id;
}

function assigneeOf(one: string | Assignee): Assignee {
  return typeof one === "string" ? { name: one } : one;
}

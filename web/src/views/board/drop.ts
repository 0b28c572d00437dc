/** What dropping a card means: another column or place in it, and what its lane stands for. */

import { assignStep, moveCardsStep, reparentStep, run, type Step, updateStep } from "~/commands";
import { moveToSprintStep } from "~/commands/sprints";
import { FULL } from "~/model/people";
import { type Priority, priorityValue, type Status } from "~/model/workflow";
import type { Outcome, ProjectSession } from "~/store/types";
import { type LaneKind, NONE } from "./content";
import { besidesOf, type Layout, type Slot } from "./layout";

export function dropCard(
  session: ProjectSession,
  id: number,
  from: Slot,
  to: Slot,
  layout: Layout,
  statuses: readonly Status[],
  lanes: LaneKind,
): Promise<Outcome> | null {
  const column = statuses[to.column];
  if (!column || (from.lane === to.lane && from.column === to.column && from.index === to.index)) {
    return null;
  }
  const steps: Step[] = [];
  const key = layout.lanes[to.lane]?.key;
  if (from.lane !== to.lane && key !== undefined) {
    steps.push(laneStep(session, id, layout.lanes[from.lane]?.key ?? NONE, key, lanes));
  }
  steps.push(moveCardsStep([id], column.id, besidesOf(layout, to, id)));
  return run(session, steps);
}

/** What makes a task one of another lane. */
function laneStep(
  session: ProjectSession,
  id: number,
  from: string,
  to: string,
  lanes: LaneKind,
): Step {
  if (lanes === "priority") return updateStep(id, { priority: priorityValue(to as Priority) });
  if (lanes === "parent") return reparentStep(id, to === NONE ? null : Number(to));
  if (lanes === "sprint") return moveToSprintStep(session, [id], to === NONE ? null : Number(to));
  return assignStep(session, id, peopleAfter(session, id, from, to));
}

/** Who works on it then: who the lane left was for gives place to who the new one is for. */
function peopleAfter(session: ProjectSession, id: number, from: string, to: string) {
  const { store } = session;
  const resources = store.rows("resources");
  const rows = (store.index("assignments", "task_id").get(id) ?? []).flatMap(
    (key) => store.rows("assignments").get(key) ?? [],
  );
  const named = (key: number, units: number) => {
    const name = resources.get(key)?.name;
    return name === undefined ? [] : [{ name, ...(units === FULL ? {} : { units }) }];
  };
  const stay = rows.filter(
    (row) => String(row.resource_id) !== from && String(row.resource_id) !== to,
  );
  const left = rows.find((row) => String(row.resource_id) === from);
  const joins = to === NONE ? [] : named(Number(to), left?.units ?? FULL);
  return [...joins, ...stay.flatMap((row) => named(row.resource_id, row.units))];
}

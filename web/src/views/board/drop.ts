/** What dropping a card means: another column or place in it, and what its lane stands for. */

import { moveCardsStep, run, type Step } from "~/commands";
import { becomeSteps } from "~/commands/becoming";
import type { Grouping } from "~/model/grouping";
import type { Status } from "~/model/workflow";
import type { Outcome, ProjectSession } from "~/store/types";
import { besidesOf, type Layout, type Slot } from "./layout";

/** `sorted`: cards stand by something else than their rank, which stays as it is. */
export function dropCard(
  session: ProjectSession,
  id: number,
  from: Slot,
  to: Slot,
  layout: Layout,
  statuses: readonly Status[],
  lanes: Grouping | null,
  sorted: boolean,
): Promise<Outcome> | null {
  const column = statuses[to.column];
  if (!column || (from.lane === to.lane && from.column === to.column && from.index === to.index)) {
    return null;
  }
  const steps: Step[] = [];
  const key = layout.lanes[to.lane]?.key;
  if (lanes && from.lane !== to.lane && key !== undefined) {
    const left = layout.lanes[from.lane]?.key;
    steps.push(...(becomeSteps(session, id, lanes.field, key, left) ?? []));
  }
  if (!sorted) steps.push(moveCardsStep([id], column.id, besidesOf(layout, to, id)));
  else if (from.column !== to.column) steps.push(moveCardsStep([id], column.id));
  return run(session, steps);
}

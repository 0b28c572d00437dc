/** What moved with a card that was put in another column, in the words that a drag in the Gantt has. */

import type { TFunction } from "i18next";
import { formatDuration } from "~/model/durations";
import { dayOf } from "~/model/moments";
import type { ScheduleRow } from "~/protocol/tables.generated";
import type { ProjectStore } from "~/store/types";
import { planDate } from "~/ui/dates";
import { effectOf } from "~/views/moving/verdict";

/**
 * `before` are the dates as they were. Of the card itself its finish is told, of the others how many
 * move, and by how much the project's finish does.
 */
export function movedWords(
  store: ProjectStore,
  before: ReadonlyMap<number, ScheduleRow>,
  card: number | null,
  t: TFunction,
): string[] {
  const after = store.schedules();
  const [was, now] = card === null ? [] : [before.get(card), after.get(card)];
  const words: string[] = [];
  if (was && now && dayOf(was.finish - 1) !== dayOf(now.finish - 1)) {
    const dates = { date: planDate(now.finish - 1), before: planDate(was.finish - 1) };
    words.push(t("shell:toast.finishes", dates));
  }
  const self = new Set(card === null ? [] : [card]);
  const { moved, finishBy } = effectOf(store, after, self, before);
  if (moved > 0) words.push(t("gantt:drag.moves", { count: moved }));
  const size = Math.abs(finishBy);
  if (size > 0) {
    const unit = size < store.project.minutes_per_day ? "h" : "d";
    const by = `${finishBy < 0 ? "−" : "+"}${formatDuration(size, unit, store.project)}`;
    words.push(t("shell:toast.projectFinish", { by }));
  }
  return words;
}

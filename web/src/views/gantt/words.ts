/** What a bar says to those who do not see it. */

import type { TFunction } from "i18next";
import type { ScheduleRow, TaskRow } from "~/protocol/tables.generated";
import type { Reading } from "~/views/grid/reading";

interface Phrases {
  readonly role: string;
  readonly untitled: string;
  readonly critical: string;
  readonly manual: string;
  readonly inactive: string;
  dates(start: string, finish: string): string;
  progress(percent: number): string;
  show(name: string): string;
}

const known = new WeakMap<object, Phrases>();

/** The phrases of a language, looked up once: forty bars a frame would each do it anew. */
export function phrasesOf(t: TFunction<"gantt">): Phrases {
  let found = known.get(t);
  if (!found) {
    const [A, B] = ["\u0001", "\u0002"];
    const dates = t("bar.dates", { start: A, finish: B });
    const progress = t("bar.progress", { percent: A });
    const show = t("bar.show", { name: A });
    found = {
      role: t("bar.role"),
      untitled: t("bar.untitled"),
      critical: t("bar.critical"),
      manual: t("bar.manual"),
      inactive: t("bar.inactive"),
      dates: (start, finish) => dates.replace(A, start).replace(B, finish),
      progress: (percent) => progress.replace(A, String(percent)),
      show: (name) => show.replace(A, () => name),
    };
    known.set(t, found);
  }
  return found;
}

/** Name, dates, length, progress and what is special, as one label. */
export function barLabel(
  task: TaskRow,
  shown: ScheduleRow,
  reading: Reading,
  t: TFunction<"gantt">,
): string {
  const phrases = phrasesOf(t);
  const parts = [
    task.name || phrases.untitled,
    phrases.dates(reading.date(shown.start), reading.date(shown.finish, true)),
    reading.text("duration", task.id),
    phrases.progress(shown.percent_complete),
  ];
  if (shown.critical) parts.push(phrases.critical);
  if (task.mode === "manual") parts.push(phrases.manual);
  if (!task.active) parts.push(phrases.inactive);
  const constraint = reading.text("constraint", task.id);
  if (constraint) parts.push(constraint);
  if (task.deadline !== null) {
    parts.push(t("bar.deadline", { date: reading.date(task.deadline, true) }));
  }
  return parts.join(", ");
}

/** What an entry says: shown, and to those who do not see it. */

import type { TFunction } from "i18next";
import { isLate } from "~/model/late";
import { DAY } from "~/model/moments";
import type { ProjectStore } from "~/store/types";
import { planDate, planRange } from "~/ui/dates";
import type { Entry } from "./entries";

export interface Face {
  readonly name: string;
  readonly critical: boolean;
  readonly late: boolean;
  readonly done: boolean;
  readonly pinned: boolean;
  readonly percent: number;
  /** What is special. */
  readonly signs: string;
  /** Name, days and what is special, as one label. */
  readonly label: string;
}

const PINNED = new Set(["snet", "snlt", "fnet", "fnlt", "mso", "mfo"]);

/** `now` is the moment from which lateness counts, in the plan's zone. */
export function faceOf(
  store: ProjectStore,
  entry: Entry,
  now: number,
  t: TFunction<"calendar">,
): Face {
  const days =
    entry.first === entry.last
      ? planDate(entry.first * DAY)
      : planRange(entry.first * DAY, entry.last * DAY);
  if (entry.kind === "leave") {
    const who = store.rows("resources").get(entry.id)?.name ?? "";
    const name = t("away", { name: who });
    const label = [name, entry.text, days].filter(Boolean).join(", ");
    const none = { critical: false, late: false, done: false, pinned: false, percent: 0 };
    return { name, ...none, signs: entry.text, label };
  }
  const task = store.task(entry.id);
  const row = store.schedule(entry.id);
  const own = task?.name || t("untitled");
  const percent = row?.percent_complete ?? 0;
  const done = percent >= 100;
  const critical = !done && entry.kind !== "deadline" && (row?.critical ?? false);
  const missed = row !== undefined && task?.deadline != null && row.finish > task.deadline;
  const late =
    task !== undefined && (entry.kind === "deadline" ? missed && !done : isLate(store, task, now));
  const pinned = task !== undefined && PINNED.has(task.constraint) && entry.kind !== "phase";
  const name = entry.kind === "deadline" ? t("deadline", { name: own }) : own;
  const special = [];
  if (done) special.push(t("signs.done"));
  else if (percent > 0) special.push(t("signs.percent", { percent }));
  if (critical) special.push(t("signs.critical"));
  if (late) special.push(t("signs.late"));
  if (pinned) special.push(t("signs.pinned"));
  const kind =
    entry.kind === "milestone" || entry.kind === "phase" ? [t(`kinds.${entry.kind}`)] : [];
  const signs = [...kind, ...special].join(", ");
  const label = [name, ...kind, days, ...special].join(", ");
  return { name, critical, late, done, pinned, percent, signs, label };
}

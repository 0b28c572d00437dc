/** What an entry says: shown, and to those who do not see it. */

import type { TFunction } from "i18next";
import { isLate } from "~/model/filters";
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
    return { name, critical: false, late: false, done: false, pinned: false, percent: 0, label };
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
  const parts = [name];
  if (entry.kind === "milestone" || entry.kind === "phase") parts.push(t(`kinds.${entry.kind}`));
  parts.push(days);
  if (done) parts.push(t("signs.done"));
  else if (percent > 0) parts.push(t("signs.percent", { percent }));
  if (critical) parts.push(t("signs.critical"));
  if (late) parts.push(t("signs.late"));
  if (pinned) parts.push(t("signs.pinned"));
  return { name, critical, late, done, pinned, percent, label: parts.join(", ") };
}

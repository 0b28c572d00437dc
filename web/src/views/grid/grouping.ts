/** By what tasks can be grouped, and which group each is in. */

import { i18next } from "~/text/i18n";
import type { Reading } from "./reading";

export const GROUPINGS = ["none", "assignees", "status", "critical"] as const;
export type Grouping = (typeof GROUPINGS)[number];

export interface Group {
  readonly key: string;
  readonly label: string;
  readonly order: number;
}

export type Status = "late" | "underway" | "ahead" | "done";
const STATUSES: readonly Status[] = ["late", "underway", "ahead", "done"];

/** Where a task stands against the status date. */
export function statusOf(id: number, reading: Reading): Status {
  const result = reading.store.schedule(id);
  const percent = result?.percent_complete ?? 0;
  if (percent >= 100) return "done";
  if (result && result.finish < reading.statusDate) return "late";
  return percent > 0 ? "underway" : "ahead";
}

/** A function from tasks to their groups. */
export function groupsOf(grouping: Grouping, reading: Reading): (id: number) => Group {
  const t = i18next.getFixedT(null, "grid");
  switch (grouping) {
    case "assignees":
      return (id) => {
        const names = reading.text("assignees", id);
        return names
          ? { key: names, label: names, order: 0 }
          : { key: "", label: t("group.nobody"), order: 1 };
      };
    case "critical":
      return (id) => {
        const critical = reading.store.schedule(id)?.critical ?? false;
        const key = critical ? "critical" : "notCritical";
        return { key, label: t(`group.${key}`), order: critical ? 0 : 1 };
      };
    default:
      return (id) => {
        const status = statusOf(id, reading);
        return { key: status, label: t(`group.${status}`), order: STATUSES.indexOf(status) };
      };
  }
}

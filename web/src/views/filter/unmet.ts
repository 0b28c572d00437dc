/** What of a filter a task does not meet, in words. */

import { effective, type FilterItem, isGroup } from "~/model/filters";
import type { TaskFields } from "~/model/filters-fields";
import { compile } from "~/model/filters-match";
import type { Look } from "~/model/look";
import type { TaskRow } from "~/protocol/tables.generated";
import { i18next } from "~/text/i18n";
import { conditionWords, groupWords } from "./words";

/** The conditions that a task fails, joined; where any would do, all of them. */
export function unmetWords(look: Look, fields: TaskFields, task: TaskRow): string {
  const filter = effective(look.filter);
  const one = (item: FilterItem): string => {
    if (isGroup(item)) return groupWords(item, fields);
    const { field, op, value } = conditionWords(item, fields);
    return [field, op, value].filter(Boolean).join(" ");
  };
  const fails = (item: FilterItem): boolean =>
    !compile({ join: "all", items: [item] }, "", fields)(task.id, task);
  const found =
    filter.join === "any" ? [groupWords(filter, fields)] : filter.items.filter(fails).map(one);
  if (filter.join === "any" && compile(filter, "", fields)(task.id, task)) found.length = 0;
  const text = look.text.trim();
  if (text !== "" && !compile({ join: "all", items: [] }, text, fields)(task.id, task)) {
    found.push(i18next.t("unfit.text", { ns: "filter", text }));
  }
  return found.join(i18next.t("andJoin", { ns: "filter" }));
}

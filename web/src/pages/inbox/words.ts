/** What an entry of the inbox says, in words. */

import type { TFunction } from "i18next";
import { listed } from "~/text/locale";
import { isoDate } from "~/ui/dates";
import type { Entry } from "./query";

/** Kinds that have words of their own; another one says who did something. */
const KINDS = new Set([
  "assigned",
  "unassigned",
  "update_asked",
  "update_answered",
  "update_waiting",
  "update_accepted",
  "update_returned",
  "declined",
  "question",
  "answered",
  "waited_for",
  "nudged",
  "unblocked",
  "blocked",
  "moved",
  "changed",
  "done",
  "deleted",
]);

type Words = TFunction<["inbox", "history"]>;

export function entryWords(t: Words, entry: Entry): string {
  const { kind, count, data } = entry;
  const name = entry.actor || t("somebody");
  const actor = data.by_link ? t("byLink", { name }) : name;
  const many = Math.max(1, count);
  if (!KINDS.has(kind)) return t("kinds.other", { actor });
  if (kind === "moved") {
    const days = Math.abs(data.days ?? 0);
    const way = t((data.days ?? 0) > 0 ? "later" : "earlierBy", { count: days });
    const dates = { before: isoDate(data.before), after: isoDate(data.after) };
    return t("kinds.moved", { count: many, actor, way, ...dates });
  }
  if (kind === "changed") {
    return t("kinds.changed", { count: many, actor, fields: fieldWords(t, data) });
  }
  return t(`kinds.${kind}`, { count: many, actor });
}

/** The names of the fields that were changed: a task's own as its history names them, added ones last. */
function fieldWords(t: Words, { fields = [], custom = [] }: Entry["data"]): string {
  const named = fields.map((field) => {
    const own = t(`fields.${field}`, { defaultValue: "" });
    return own || t(`history:fields.${field}`, { defaultValue: field });
  });
  const all = [...named, ...custom.map((name) => t("custom", { name }))];
  return listed(all);
}

/** Fields, conditions, groups and sorting in words. */

import { optionNames } from "~/model/custom";
import { type Condition, type FilterGroup, isGroup } from "~/model/filters";
import { ACTIVE } from "~/model/filters-columns";
import type { TaskField, TaskFields } from "~/model/filters-fields";
import { ME, NOBODY } from "~/model/filters-match";
import { bucketEnd, type Grouping, groupingFrom, NO_GROUP } from "~/model/grouping";
import { DAY, formatMoment, fromIso } from "~/model/moments";
import { i18next } from "~/text/i18n";
import { locale } from "~/text/locale";

const t = (key: string, values?: Record<string, unknown>): string =>
  i18next.t(key, { ns: "filter", ...values });

export function fieldName(key: string, fields: TaskFields): string {
  const field = fields.get(key);
  if (!field) return t(key.startsWith("custom-") ? "goneField" : "unknownField", { name: key });
  if (field.title !== undefined) return field.title;
  // What is a column too is called as there, unless it needs another name among the fields.
  const column = i18next.t([`grid:columnNames.${key}`, `grid:columns.${key}`], {
    defaultValue: key,
  });
  return t(`fields.${key}`, { defaultValue: column });
}

/** An operator as it reads between field and value. */
export function opName(op: string, field: TaskField | undefined): string {
  const kind = field?.kind ?? "text";
  const words = `ops.${kind}.${op}`;
  return i18next.exists(words, { ns: "filter" }) ? t(words) : t(`ops.${op}`);
}

/** A value of a field in words. */
export function valueName(field: TaskField | undefined, value: string, fields: TaskFields): string {
  switch (field?.kind) {
    case "flag":
      return t(value === "yes" ? "yes" : "no");
    case "date":
      return spanName(value);
    case "people":
      return personName(value, fields);
    case "account":
      return accountName(value, fields);
    case "task":
      return taskName(value, fields);
    case "choice":
      return choiceName(field, value, fields);
    default:
      return value;
  }
}

function personName(value: string, fields: TaskFields): string {
  if (value === ME) return t("me");
  if (value === NOBODY || value === NO_GROUP) return t("nobody");
  return fields.store.rows("resources").get(Number(value))?.name ?? t("gone");
}

function accountName(value: string, fields: TaskFields): string {
  if (value === ME) return t("me");
  const [key] = fields.store.index("members", "user_id").get(Number(value)) ?? [];
  return fields.store.rows("members").get(key ?? 0)?.name ?? t("gone");
}

/** A task with its line, as predecessors are written. */
export function taskName(value: string, { store }: TaskFields): string {
  const task = store.task(Number(value));
  const line = store.outlineLine(Number(value))?.line ?? "";
  return task ? t("task", { line, name: task.name }) : t("gone");
}

const GRID_WORDS: Record<string, string> = {
  mode: "mode",
  constraint: "constraint",
  taskType: "taskType",
  confidence: "confidence",
};

export function choiceName(field: TaskField, value: string, fields: TaskFields): string {
  const { store } = fields;
  if (value === "") return t("noValue");
  if (["phase", "parent", "under"].includes(field.key)) {
    return store.task(Number(value))?.name || t("gone");
  }
  if (field.key === "status") return store.rows("statuses").get(Number(value))?.name ?? t("gone");
  if (field.key === "calendar")
    return store.rows("calendars").get(Number(value))?.name ?? t("gone");
  if (field.key === "riskGroup") {
    return store.rows("risk_groups").get(Number(value))?.name ?? t("gone");
  }
  if (field.key === "type") return store.rows("work_types").get(Number(value))?.name ?? t("gone");
  if (field.key === "state") return t(`state.${value}`);
  if (field.key === "sprint" && value === ACTIVE) return t("activeSprint");
  if (field.key === "sprint" || field.key === "release") {
    return store.rows(`${field.key}s`).get(Number(value))?.name ?? t("gone");
  }
  if (field.key === "priority") return i18next.t(`priority.${value}`, { ns: "board" });
  if (field.key.startsWith("custom-")) {
    const row = store.rows("custom_fields").get(Number(field.key.slice("custom-".length)));
    const names = row ? value.split(",").flatMap((id) => optionNames(row, id)) : [];
    return names.join(", ") || t("gone");
  }
  const own = `choices.${field.key}.${value}`;
  if (i18next.exists(own, { ns: "filter" })) return t(own);
  const words = GRID_WORDS[field.key];
  return words ? i18next.t(`${words}.${value}`, { ns: "grid" }) : value;
}

/** A span of days in words. */
export function spanName(word: string): string {
  const counted = /^(next|last)-(\d+)(d|w|mo)$/.exec(word);
  if (counted) {
    const [, way, count, unit] = counted;
    return t(`spans.${way}-${unit}`, { count: Number(count) });
  }
  const [first = "", last] = word.split("..");
  if (last !== undefined) {
    if (first === "") return t("spans.until", { date: dayName(last) });
    if (last === "") return t("spans.from", { date: dayName(first) });
    return `${dayName(first)} – ${dayName(last)}`;
  }
  if (/^\d{4}-/.test(word)) return dayName(word);
  return t(`spans.${word}`, { defaultValue: word });
}

function dayName(iso: string): string {
  const moment = fromIso(iso);
  return moment === null ? iso : formatMoment(moment, "medium", locale());
}

/** What a chip says: the field, what of it, and the value where there is one. */
export function conditionWords(
  condition: Condition,
  fields: TaskFields,
): { field: string; op: string; value: string } {
  const field = fields.get(condition.field);
  if (field?.kind === "flag") {
    const name = fieldName(field.key, fields);
    const yes = condition.values.includes("yes");
    return { field: yes ? name : t("group.not", { name: lower(name) }), op: "", value: "" };
  }
  const values = condition.values.map((value) => valueName(field, value, fields));
  const shown =
    values.length > 3 ? [...values.slice(0, 2), t("more", { count: values.length - 2 })] : values;
  const value =
    condition.op === "in" || condition.op === "out" || shown.length > 1
      ? shown.join(t("or"))
      : (shown[0] ?? "");
  return {
    field: fieldName(condition.field, fields),
    op: opName(condition.op, field),
    value,
  };
}

/** A whole group in one line, for its chip. */
export function groupWords(group: FilterGroup, fields: TaskFields): string {
  const parts = group.items.map((item) => {
    if (isGroup(item)) return `(${groupWords(item, fields)})`;
    const { field, op, value } = conditionWords(item, fields);
    return [field, op, value].filter(Boolean).join(" ");
  });
  if (parts.length === 0) return t("emptyGroup");
  return parts.join(t(group.join === "all" ? "andJoin" : "orJoin"));
}

/** A name within a sentence. */
function lower(name: string): string {
  return name.charAt(0).toLocaleLowerCase() + name.slice(1);
}

/** What tasks are grouped by. */
export function groupingName(key: string, fields: TaskFields): string {
  if (key === "") return t("group.none");
  const grouping = groupingFrom(key, fields);
  if (!grouping) return t("unknownField", { name: key });
  const name = fieldName(grouping.field.key, fields);
  return grouping.bucket ? t(`group.by.${grouping.bucket}`, { name }) : name;
}

/** The heading of a group. */
export function groupLabel(grouping: Grouping, key: string, fields: TaskFields): string {
  const { field, bucket } = grouping;
  if (key === NO_GROUP) {
    if (field.kind === "people") return t("nobody");
    return t("group.without", { name: lower(fieldName(field.key, fields)) });
  }
  if (bucket) {
    const first = Number(key);
    if (bucket === "month") return formatMoment(first * DAY, "month", locale());
    const last = bucketEnd(first, bucket);
    return `${formatMoment(first * DAY, "medium", locale())} – ${formatMoment(last * DAY, "medium", locale())}`;
  }
  switch (field.kind) {
    case "people":
      return key
        .split(",")
        .map((one) => personName(one, fields))
        .join(", ");
    case "choice":
      return field.key === "team" ? key.split(",").join(", ") : choiceName(field, key, fields);
    case "flag": {
      const name = fieldName(field.key, fields);
      return key === "yes" ? name : t("group.not", { name: lower(name) });
    }
    case "number":
      return t("group.value", { name: fieldName(field.key, fields), value: key });
    default:
      return key;
  }
}

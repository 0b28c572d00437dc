/** Which fields of several tasks can be set at once, and what each can be set to. */

import { fieldOptions, fieldsOf } from "~/model/custom";
import { i18next } from "~/text/i18n";
import { isClearable, PROGRESS } from "../cells";
import { optionsFor } from "../completion";
import type { Reading } from "../reading";
import { JOIN, LEAVE } from "./planned";

export interface Offer {
  readonly column: string;
  readonly name: string;
  /** One of these, several of these, or a text. */
  readonly kind: "one" | "several" | "text";
  readonly options: readonly string[];
  /** Whether it can be set to nothing. */
  readonly empties: boolean;
}

const CHOSEN = ["status", "type", "priority", "mode", "taskType", "confidence"];
const TYPED = [
  "percent",
  "duration",
  "start",
  "finish",
  "deadline",
  "constraint",
  "work",
  "actualWork",
  "remainingWork",
];

export function offersFor(reading: Reading, name: (column: string) => string): Offer[] {
  const { store } = reading;
  const people = [...store.rows("resources").values()]
    .filter((row) => row.active)
    .map((row) => row.name)
    .sort((a, b) => a.localeCompare(b));
  const names = [...new Set(people)];
  const found: Offer[] = [];
  const offer = (column: string, kind: Offer["kind"], options: readonly string[] = []): void => {
    found.push({ column, name: name(column), kind, options, empties: isClearable(column) });
  };
  for (const column of CHOSEN) {
    const options = optionsFor(column, "", reading).map((one) => one.text);
    if (options.length > 0) offer(column, "one", options);
  }
  offer(JOIN, "several", names);
  offer(LEAVE, "several", names);
  for (const column of TYPED) offer(column, "text");
  const t = i18next.getFixedT(null, "grid");
  for (const field of fieldsOf(store)) {
    if (field.type === "formula") continue;
    const column = `custom:${field.id}`;
    const options = fieldOptions(field).map((one) => one.name);
    const of: Partial<Record<typeof field.type, [Offer["kind"], readonly string[]]>> = {
      select: ["one", options],
      multi_select: ["several", options],
      person: ["one", names],
      flag: ["one", [t("yes"), t("no")]],
    };
    const [kind, all] = of[field.type] ?? ["text", []];
    found.push({ column, name: field.name, kind, options: all, empties: !field.required });
  }
  const edits = store.may("plan.edit");
  return found.filter(({ column }) => edits || PROGRESS.has(column));
}

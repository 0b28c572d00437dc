/** What a cell's editor offers while one types. Pure. */

import { CONFIDENCES } from "~/model/confidence";
import { fieldOptions } from "~/model/custom";
import { itemText, lastItem, listedNames } from "~/model/optionText";
import { typesOf } from "~/model/types";
import { PRIORITIES } from "~/model/workflow";
import { i18next } from "~/text/i18n";
import { CONSTRAINTS, TASK_TYPES } from "./cells";
import type { Reading } from "./reading";
import { scrumOptions } from "./sprintCells";

export interface Option {
  readonly label: string;
  /** The whole text of the cell once it is taken. */
  readonly text: string;
  /** Whether taking it is all, or typing goes on behind it. */
  readonly complete: boolean;
}

const MOST = 8;

/** Offers for a text in a column. */
export function optionsFor(column: string, text: string, reading: Reading): readonly Option[] {
  const t = i18next.getFixedT(null, "grid");
  if (column === "assignees") return people(text, reading);
  if (column === "mode") {
    return ["auto", "manual", "inactive"].map((kind) => {
      const label = t(`mode.${kind}`);
      return { label, text: label, complete: true };
    });
  }
  if (column === "status") {
    return reading.statuses.map(({ name }) => ({ label: name, text: name, complete: true }));
  }
  if (column === "sprint" || column === "release") {
    return scrumOptions(column, reading.store).map((name) => ({
      label: name,
      text: name,
      complete: true,
    }));
  }
  if (column === "type") {
    return typesOf(reading.store).map(({ name }) => ({ label: name, text: name, complete: true }));
  }
  if (column === "priority") {
    return PRIORITIES.map((band) => {
      const label = i18next.t(`board:priority.${band}`);
      return { label, text: label, complete: true };
    });
  }
  if (column === "taskType") {
    return TASK_TYPES.map((kind) => {
      const label = t(`taskType.${kind}`);
      return { label, text: label, complete: true };
    });
  }
  if (column === "confidence") {
    return CONFIDENCES.filter(Boolean).map((kind) => {
      const label = t(`confidence.${kind}`);
      return { label, text: label, complete: true };
    });
  }
  if (column === "constraint") {
    const typed = text.trim().toLowerCase();
    return CONSTRAINTS.map((kind) => ({ kind, label: t(`constraint.${kind}`) }))
      .filter(({ label }) => label.toLowerCase().startsWith(typed) && typed !== label.toLowerCase())
      .map(({ kind, label }) => {
        const complete = kind === "asap" || kind === "alap";
        return { label, text: complete ? label : `${label} `, complete };
      });
  }
  if (column.startsWith("custom:")) return ofField(Number(column.slice(7)), text, reading);
  return [];
}

/** The options of a select, people, or yes and no, those that what is typed begins first. */
function ofField(id: number, text: string, reading: Reading): Option[] {
  const t = i18next.getFixedT(null, "grid");
  const field = reading.store.rows("custom_fields").get(id);
  const plain = (label: string): Option => ({ label, text: label, complete: true });
  switch (field?.type) {
    case "select":
      return fieldOptions(field).map(({ name }) => plain(name));
    case "multi_select": {
      const kept = text.slice(0, lastItem(text));
      const taken = new Set(listedNames(kept).map((name) => name.toLowerCase()));
      return fieldOptions(field)
        .filter(({ name }) => !taken.has(name.toLowerCase()))
        .map(({ name }) => ({
          label: name,
          text: `${kept}${kept ? " " : ""}${itemText(name)}`,
          complete: true,
        }));
    }
    case "person": {
      const typed = text.trim().toLowerCase();
      return matchingPeople(typed, reading).slice(0, MOST).map(plain);
    }
    case "flag":
      return [plain(t("yes")), plain(t("no"))];
    default:
      return [];
  }
}

/** Names that go on what stands behind the last comma. */
function people(text: string, reading: Reading): Option[] {
  const cut = Math.max(text.lastIndexOf(","), text.lastIndexOf(";")) + 1;
  const kept = text.slice(0, cut);
  const typed = text.slice(cut).trim().replace(/^@/, "").toLowerCase();
  const taken = new Set(
    kept.split(/[,;]/).map((name) => name.replace(/\[.*/, "").trim().toLowerCase()),
  );
  return matchingPeople(typed, reading)
    .filter((name) => !taken.has(name.toLowerCase()) && name.toLowerCase() !== typed)
    .slice(0, MOST)
    .map((name) => ({ label: name, text: `${kept}${kept ? " " : ""}${name}`, complete: true }));
}

/** Resources whose name, or a word of it, begins so. */
export function matchingPeople(typed: string, reading: Reading): string[] {
  return [...reading.store.rows("resources").values()]
    .filter((row) => row.active)
    .map((row) => row.name)
    .filter((name) => {
      const lower = name.toLowerCase();
      return lower.startsWith(typed) || lower.split(" ").some((word) => word.startsWith(typed));
    })
    .sort((a, b) => a.localeCompare(b));
}

/** The @word that is being typed at the end of a quick add; null if there is none. */
export function mentionAt(text: string): { before: string; typed: string } | null {
  const found = /^(.*(?:^|\s))@([^\s@]*)$/s.exec(text);
  return found ? { before: found[1] ?? "", typed: (found[2] ?? "").toLowerCase() } : null;
}

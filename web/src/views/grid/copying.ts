/**
 * Cells as a spreadsheet takes them: numbers and dates as such, whatever language it speaks. The text
 * writes numbers with the reader's decimal sign and dates as ISO, which all of them read; the HTML says
 * the values themselves, in the attributes of Excel and of LibreOffice, and beside them what can be
 * typed again here, so that nothing is lost between two grids.
 */

import { fieldKeyOf } from "~/model/columns";
import { TaskFields } from "~/model/filters-fields";
import { DAY } from "~/model/moments";
import { locale } from "~/text/locale";
import { dateText, typedText } from "./cells";
import type { PlanController } from "./controller";
import type { Reading } from "./reading";
import { taskOf } from "./rows";
import type { Cell } from "./selection";
import { OWN, SERIALS } from "./tables";

export interface Copied {
  readonly text: string;
  readonly html: string;
}

/** How a value is shown, by Excel and by LibreOffice: numbers, shares, days, days with a time. */
const FORMATS = {
  number: ["General", ""],
  share: ["0%", "0%"],
  day: ["yyyy\\-mm\\-dd", "YYYY-MM-DD"],
  time: ["yyyy\\-mm\\-dd\\ hh\\:mm", "YYYY-MM-DD HH:MM"],
  text: ["\\@", "@"],
} as const;

interface Content {
  readonly kind: keyof typeof FORMATS;
  /** What stands in the cell, and what typed here means it. */
  readonly shown: string;
  readonly typed: string;
  /** A number; a day as spreadsheets count it. */
  readonly value?: number;
}

/** Cells, row by row, as text with tabs and as a table. */
export function copied(controller: PlanController, rows: readonly (readonly Cell[])[]): Copied {
  const { reading, columns, store } = controller;
  const fields = new TaskFields(store);
  const keys = new Map(columns.all.map((column) => [column.key, fieldKeyOf(column)]));
  const cells = rows.map((row) =>
    row.map((cell) => contentOf(cell, reading, fields, keys.get(cell.col) ?? cell.col)),
  );
  return {
    text: cells.map((row) => row.map(({ shown }) => quoted(shown)).join("\t")).join("\n"),
    html: tableOf(cells),
  };
}

function contentOf({ row, col }: Cell, reading: Reading, fields: TaskFields, key: string): Content {
  const id = taskOf(row);
  if (id === null) return { kind: "text", shown: "", typed: "" };
  const typed = typedText(col, id, reading);
  const field = fields.get(key);
  const value = fields.value(key, id);
  if (field?.kind === "date" && typeof value === "number") {
    const shown = dateText(value, reading, field.finish === true);
    const days = value / DAY - SERIALS;
    const timed = shown.length > "2026-03-02".length;
    const [kind, at] = timed ? (["time", days] as const) : (["day", Math.floor(days)] as const);
    return { kind, shown, typed: isoOnly(typed) ? typed : shown, value: at };
  }
  if (field?.kind === "number" && typeof value === "number") {
    if (col === "percent") return { kind: "share", shown: `${value}%`, typed, value: value / 100 };
    const number = value / (field.per ?? 1);
    // Of a result one copies the figure, without its currency.
    const figure = /^-?\d+(\.\d+)?$/.test(typed) ? typed : plain(number);
    return { kind: "number", shown: decimal(figure), typed: figure, value: number };
  }
  return { kind: "text", shown: col === "wbs" ? reading.text(col, id) : typed, typed };
}

/** Of results one copies the day; dates that are typed say it themselves. */
function isoOnly(text: string): boolean {
  return /^\d{4}-\d\d-\d\d( \d\d:\d\d)?$/.test(text);
}

function plain(value: number): string {
  return String(Number(value.toFixed(6)));
}

/** A figure without groups of thousands, which not every spreadsheet reads. */
function decimal(figure: string): string {
  const sign = new Intl.NumberFormat(locale()).formatToParts(1.5);
  return figure.replace(".", sign.find((part) => part.type === "decimal")?.value ?? ".");
}

function quoted(text: string): string {
  return /[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function tableOf(cells: readonly (readonly Content[])[]): string {
  const rows = cells.map((row) => `<tr>${row.map(cellOf).join("")}</tr>`);
  return `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body><table>${rows.join("")}</table></body></html>`;
}

function cellOf({ kind, shown, typed, value }: Content): string {
  const [excel, office] = FORMATS[kind];
  const number = value === undefined ? "" : plain(value);
  const typedAs = value === undefined ? "x:str" : `x:num="${number}" sdval="${number}"`;
  const format = `style="mso-number-format:'${excel}'" sdnum="1033;0;${office}"`;
  const words = escaped(shown).replaceAll("\n", "<br>");
  return `<td ${typedAs} ${format} ${OWN}="${escaped(typed)}">${words}</td>`;
}

function escaped(text: string): string {
  const signs: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replace(/[&<>"]/g, (sign) => signs[sign] ?? sign);
}

/** Tables on the clipboard: what Excel, LibreOffice and Google Sheets put there. */

import { parseCells } from "~/model/csv";
import { DAY, fromIso, toIso } from "~/model/moments";

/** A spreadsheet counts days from here (Excel's 1900 system; serials below 61 are none of ours). */
export const SERIALS = (fromIso("1899-12-30") ?? 0) / DAY;
/** The attribute in which a copied cell says what can be typed again here. */
export const OWN = "data-headway";
const NUMERIC = /^[-−+(]?[\d\s.,'’\p{Sc}]*\d[\d\s.,'’\p{Sc})]*%?$/u;
const DATED = /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}([ T]\d{1,2}:\d{2}.*)?$/;
const MOST_CELLS = 500_000;

/**
 * The cells of a copied table. HTML says where cells end even where a text has several lines, and,
 * of LibreOffice and Excel, which day a date is that the text writes in its own order; without a
 * table there, the text with tabs is taken.
 */
export function readTable(text: string, html: string): string[][] {
  const found = /<table/i.test(html) ? fromHtml(html) : null;
  return found ?? parseCells(text.replace(/\r?\n$/, ""), "\t");
}

function fromHtml(html: string): string[][] | null {
  // A parsed document runs no scripts and fetches nothing.
  const page = new DOMParser().parseFromString(html, "text/html");
  const tables = page.querySelectorAll("table");
  const [table] = tables;
  if (!table || tables.length > 1) return null;
  const rows: string[][] = [];
  let count = 0;
  for (const row of table.rows) {
    const cells: string[] = [];
    for (const cell of row.cells) {
      cells.push(cellText(cell));
      for (let more = 1; more < Math.min(cell.colSpan, 100); more++) cells.push("");
    }
    count += cells.length;
    rows.push(cells);
  }
  return rows.length === 0 || count > MOST_CELLS ? null : rows;
}

function cellText(cell: HTMLTableCellElement): string {
  const own = cell.getAttribute(OWN);
  if (own !== null) return own;
  for (const line of cell.querySelectorAll("br")) line.replaceWith("\n");
  const text = (cell.textContent ?? "")
    .replace(/\u00a0/g, " ")
    .replace(/[ \t]*\n[ \t]*/g, "\n")
    .trim();
  const serial = Number(cell.getAttribute("sdval") ?? cell.getAttribute("x:num") ?? Number.NaN);
  if (!DATED.test(text)) return numberText(text, serial);
  if (!(serial > 61) || serial > 200_000) return text;
  const moment = Math.round((serial + SERIALS) * DAY);
  const iso = toIso(moment);
  return serial % 1 === 0 ? iso.slice(0, 10) : iso.replace("T", " ");
}

/** A number as the spreadsheet has it, not as its language writes it: "1.234" may be a thousand. */
function numberText(text: string, value: number): string {
  if (Number.isNaN(value) || !NUMERIC.test(text)) return text;
  return text.endsWith("%") ? `${Number((value * 100).toFixed(6))}%` : String(value);
}

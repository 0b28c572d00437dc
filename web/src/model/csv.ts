/** Cells of pasted text: tab-separated as spreadsheets copy, or comma- or semicolon-separated. */

/** Rows of cells; quoted cells may hold the separator, new lines and doubled quotes. */
export function parseCells(text: string, separator: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  const plain = text.replaceAll("\r\n", "\n").replaceAll("\r", "\n");
  for (let place = 0; place < plain.length; place++) {
    const char = plain[place] as string;
    if (quoted) {
      if (char !== '"') cell += char;
      else if (plain[place + 1] === '"') {
        cell += '"';
        place += 1;
      } else quoted = false;
    } else if (char === '"' && cell === "") quoted = true;
    else if (char === separator || char === "\n") {
      row.push(cell);
      cell = "";
      if (char === "\n") {
        rows.push(row);
        row = [];
      }
    } else cell += char;
  }
  if (cell !== "" || row.length > 0) rows.push([...row, cell]);
  return rows;
}

/** The separator that a text uses between cells; null where it is a plain list of lines. */
export function separatorOf(text: string): "\t" | "," | ";" | null {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  // Tabs at the start of a line are indentation.
  if (lines.some((line) => /\S\t/.test(line))) return "\t";
  for (const separator of [";", ","] as const) {
    const rows = parseCells(text, separator).filter((row) =>
      row.some((cell) => cell.trim() !== ""),
    );
    const width = rows[0]?.length ?? 1;
    if (width < 2 || rows.length < 2 || rows.some((row) => row.length !== width)) continue;
    // A comma with a blank behind it stands between words, not between cells.
    const prose =
      separator === "," && rows.some((row) => row.slice(1).some((cell) => cell[0] === " "));
    if (!prose) return separator;
  }
  return null;
}

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
    const widths = lines.map((line) => parseCells(line, separator)[0]?.length ?? 1);
    const first = widths[0] ?? 1;
    if (first >= 2 && lines.length >= 2 && widths.every((width) => width === first))
      return separator;
  }
  return null;
}

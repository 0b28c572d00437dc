/** The levels of a plain list: by indentation, bullets or WBS numbers. */

export interface ListLine {
  readonly level: number;
  /** The line without indentation, bullet, number and check box. */
  readonly text: string;
  /** A ticked check box. */
  readonly done: boolean;
}

const WBS = /^(\d+(?:\.\d+)+|\d+)[.)]?\s+(?=\S)/;
const BULLET = /^(?:[-*+•‣◦▪–—·o]|\d+[.)]|[a-z][.)])\s+(?=\S)/i;
const CHECK = /^\[([ xX✓])\]\s*/;

export function listLevels(lines: readonly string[]): ListLine[] {
  const bare = lines.map((line) => line.trim());
  const codes = bare.map((line) => WBS.exec(line)?.[1] ?? "");
  // Numbers are a WBS if all lines have one and some go deeper; else 1. 2. 3. is a plain list.
  if (codes.every((code) => code !== "") && codes.some((code) => code.includes("."))) {
    const depths = codes.map((code) => code.split(".").length);
    const lowest = Math.min(...depths);
    return bare.map((line, place) =>
      finished(line.replace(WBS, ""), (depths[place] ?? lowest) - lowest),
    );
  }
  const chain: number[] = [];
  return lines.map((line) => {
    const indent = indentOf(line);
    while (chain.length > 0 && indent < (chain.at(-1) ?? 0)) chain.pop();
    if (chain.length === 0 || indent > (chain.at(-1) ?? 0)) chain.push(indent);
    return finished(line.trim().replace(BULLET, ""), chain.length - 1);
  });
}

function finished(text: string, level: number): ListLine {
  const check = CHECK.exec(text);
  const rest = check ? text.slice(check[0].length) : text;
  return { level, text: rest.trim(), done: check !== null && check[1] !== " " };
}

/** The width of a line's indentation; a tab goes to the next multiple of four. */
function indentOf(line: string): number {
  let width = 0;
  for (const char of line) {
    if (char === "\t") width = (Math.floor(width / 4) + 1) * 4;
    else if (/\s/.test(char)) width += 1;
    else break;
  }
  return width;
}

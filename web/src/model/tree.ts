/** Walking the outline: lines in order with levels, as the store gives them. Pure. */

import type { OutlineLine } from "~/store/types";

/** The lines below a task, in order, without itself. */
export function linesBelow(lines: readonly OutlineLine[], line: OutlineLine): OutlineLine[] {
  const found: OutlineLine[] = [];
  for (let place = line.line; place < lines.length; place++) {
    const one = lines[place];
    if (!one || one.level <= line.level) break;
    found.push(one);
  }
  return found;
}

/** The summaries above a task, nearest first. */
export function linesAbove(
  lineOf: (id: number) => OutlineLine | undefined,
  id: number,
): OutlineLine[] {
  const found: OutlineLine[] = [];
  let parent = lineOf(id)?.parentId ?? null;
  while (parent !== null) {
    const line = lineOf(parent);
    if (!line) break;
    found.push(line);
    parent = line.parentId;
  }
  return found;
}

/** `kept` lines with the summaries above them, in order. */
export function withSummaries(
  lines: readonly OutlineLine[],
  kept: (line: OutlineLine) => boolean,
): OutlineLine[] {
  const found: OutlineLine[] = [];
  const chain: { line: OutlineLine; taken: boolean }[] = [];
  for (const line of lines) {
    chain.length = Math.min(chain.length, line.level);
    const entry = { line, taken: false };
    chain.push(entry);
    if (!kept(line)) continue;
    for (const above of chain) {
      if (!above.taken) found.push(above.line);
      above.taken = true;
    }
  }
  return found;
}

/** Keys in outline order, without those that lie below another of them. */
export function topsOf(lines: readonly OutlineLine[], ids: Iterable<number>): number[] {
  const wanted = new Set(ids);
  const found: number[] = [];
  let within = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    if (line.level > within) continue;
    within = Number.POSITIVE_INFINITY;
    if (!wanted.has(line.id)) continue;
    found.push(line.id);
    within = line.level;
  }
  return found;
}

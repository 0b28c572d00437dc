/** Where a dragged row would land in the outline. Pure. */

import type { OutlineLine } from "~/store/types";
import type { GridLine } from "./rows";

export interface Drop {
  /** The new parent, null for the top. */
  readonly parentId: number | null;
  /** The sibling it follows, null to be first. */
  readonly afterId: number | null;
  /** The sibling it precedes where it becomes the first. */
  readonly beforeId: number | null;
  readonly level: number;
  /** The gap between visible lines: the drop is above the line at this place. */
  readonly gap: number;
}

/**
 * The drop at `gap` with the wished `level`, which is kept within what the lines around allow:
 * not deeper than a child of the line above, not shallower than the line below.
 */
export function dropAt(
  lines: readonly GridLine[],
  gap: number,
  level: number,
  lineOf: (id: number) => OutlineLine | undefined,
  childrenOf: (id: number | null) => readonly number[],
  moving: ReadonlySet<number>,
): Drop | null {
  const inside = (line: OutlineLine | undefined): boolean => {
    for (let at = line; at; at = at.parentId === null ? undefined : lineOf(at.parentId)) {
      if (moving.has(at.id)) return true;
    }
    return false;
  };
  let aboveAt = gap - 1;
  while (aboveAt >= 0) {
    const candidate = lines[aboveAt];
    if (candidate?.kind === "task" && !inside(candidate.line)) break;
    aboveAt--;
  }
  let belowAt = gap;
  while (belowAt < lines.length) {
    const candidate = lines[belowAt];
    if (candidate?.kind !== "task" || !inside(candidate.line)) break;
    belowAt++;
  }
  const above = lines[aboveAt];
  const below = lines[belowAt];
  const aboveLine = above?.kind === "task" ? above.line : undefined;
  const deepest = aboveLine ? aboveLine.level + 1 : 0;
  const shallowest = below?.kind === "task" ? Math.min(below.line.level, deepest) : 0;
  const wanted = Math.min(deepest, Math.max(shallowest, level));
  if (!aboveLine) {
    const first = childrenOf(null).find((id) => !moving.has(id)) ?? null;
    return { parentId: null, afterId: null, beforeId: first, level: 0, gap };
  }
  if (wanted === deepest) {
    const first = childrenOf(aboveLine.id).find((id) => !moving.has(id)) ?? null;
    return { parentId: aboveLine.id, afterId: null, beforeId: first, level: wanted, gap };
  }
  let after: OutlineLine | undefined = aboveLine;
  while (after && after.level > wanted) {
    after = after.parentId === null ? undefined : lineOf(after.parentId);
  }
  if (!after) return null;
  return { parentId: after.parentId, afterId: after.id, beforeId: null, level: wanted, gap };
}

/** Places in the outline and ranks for them, exactly as the server finds them. */

import { generateNKeysBetween } from "fractional-indexing";
import type { TaskRow } from "~/protocol/tables.generated";
import type { ProjectStore } from "~/store/types";
import { say } from "~/text/say";
import { type Draft, NotPossible } from "./draft";

/** A place among the children of `parentId`; last where neither sibling is given. */
export interface Place {
  readonly parentId: number | null;
  readonly afterId?: number;
  readonly beforeId?: number;
}

/** Where people want something: beside a task, within it as its last child, or at the very end. */
export type Where = { above: number } | { below: number } | { inside: number } | "last";

export function placeOf(store: ProjectStore, where: Where): Place {
  if (where === "last") return { parentId: null };
  if ("inside" in where) return { parentId: where.inside };
  const beside = "above" in where ? where.above : where.below;
  const parentId = parentOf(store, beside);
  return "above" in where ? { parentId, beforeId: beside } : { parentId, afterId: beside };
}

/** The payload's words for a place. */
export function placePayload(place: Place): object {
  return {
    parent_id: place.parentId,
    ...(place.afterId === undefined ? {} : { after_id: place.afterId }),
    ...(place.beforeId === undefined ? {} : { before_id: place.beforeId }),
  };
}

/** `count` ranks for a place; `leaving` siblings are about to go. */
export function ranksFor(
  draft: Draft,
  place: Place,
  count: number,
  leaving: ReadonlySet<number> = new Set(),
): string[] {
  const siblings = draft.children(place.parentId).filter((row) => !leaving.has(row.id));
  const at = positionOf(siblings, place);
  let low = at > 0 ? (siblings[at - 1]?.rank ?? null) : null;
  let high = siblings[at]?.rank ?? null;
  if (low !== null && high !== null && low >= high) {
    // Two clients offline chose the same rank: all siblings get new ones.
    const fresh = generateNKeysBetween(null, null, siblings.length);
    siblings.forEach((row, index) => {
      draft.update("tasks", row.id, { rank: fresh[index] ?? row.rank });
    });
    low = fresh[at - 1] ?? null;
    high = fresh[at] ?? null;
  }
  return generateNKeysBetween(low, high, count);
}

function positionOf(siblings: readonly TaskRow[], place: Place): number {
  const beside = place.afterId ?? place.beforeId;
  if (beside === undefined) return siblings.length;
  const at = siblings.findIndex((row) => row.id === beside);
  if (at < 0) throw new NotPossible(say("gone.place"), "after_id");
  return place.afterId === undefined ? at : at + 1;
}

/** Move branches, given in outline order, to a place. */
export function moveInDraft(draft: Draft, ids: readonly number[], place: Place): void {
  const leaving = new Set(ids);
  for (let at = place.parentId; at !== null; at = draft.get("tasks", at)?.parent_id ?? null) {
    if (leaving.has(at)) {
      throw new NotPossible(say("outline.inside", { name: draft.task(at).name }), "parent_id");
    }
  }
  const beside = place.afterId ?? place.beforeId;
  if (beside !== undefined && leaving.has(beside)) {
    throw new NotPossible(say("outline.beside"), "after_id");
  }
  const ranks = ranksFor(draft, place, ids.length, leaving);
  ids.forEach((id, index) => {
    draft.update("tasks", id, { parent_id: place.parentId, rank: ranks[index] ?? "" });
  });
}

function parentOf(store: ProjectStore, id: number): number | null {
  return store.task(id)?.parent_id ?? null;
}

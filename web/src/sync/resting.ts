/** What later changes mean for one that was not taken: which rest on it, which take it back. Pure. */

import type { Kept } from "./journal";

/** Names of payload fields that hold keys of rows. */
const KEY = /(^|_)ids?$/;

/** The keys of rows that a change makes. */
function made({ command, optimistic }: Kept): Set<number> {
  const found = new Set<number>();
  for (const change of Object.values(optimistic)) {
    for (const row of change?.added ?? []) found.add(row.id);
  }
  const visit = (type: string, payload: object): void => {
    const { id, commands } = payload as { id?: unknown; commands?: unknown };
    if (/\.create$/.test(type) && typeof id === "number") found.add(id);
    if (type !== "batch" || !Array.isArray(commands)) return;
    for (const one of commands) visit(one.type, one.payload);
  };
  visit(command.type, command.payload);
  return found;
}

/** The keys that a payload names. */
function named(value: unknown, isKey = false): number[] {
  if (typeof value === "number") return isKey ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((one) => named(one, isKey));
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([name, one]) => named(one, KEY.test(name)));
}

/**
 * Of the later changes those that write or point to rows which this one would have made, or take it
 * back, and those that rest on these in turn.
 */
export function restingOn(refused: Kept, later: readonly Kept[]): Kept[] {
  const rows = made(refused);
  const ids = new Set([refused.id]);
  const found: Kept[] = [];
  for (const one of later) {
    const rests =
      ids.has(one.undoes?.commandId ?? "") ||
      named(one.command.payload).some((key) => rows.has(key));
    if (!rests) continue;
    found.push(one);
    ids.add(one.id);
    for (const key of made(one)) rows.add(key);
  }
  return found;
}

/** Whether one of the later changes takes this one back, and is not taken back itself. */
export function isTakenBack(id: string, later: readonly Kept[]): boolean {
  return later.some((one) => one.undoes?.commandId === id && !isTakenBack(one.id, later));
}

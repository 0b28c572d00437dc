/** Commands that this window asks for by plain requests: it knows their changesets by their ids. */

import { uuid } from "./uuid";

/** How many are remembered. */
const MOST = 200;

const own = new Set<string>();

/** The id of a request that changes something: that of the command in its body, or a new one. */
export function nameCommand(body?: unknown): string {
  const given = (body as { id?: unknown } | null | undefined)?.id;
  const id = typeof given === "string" ? given : uuid();
  own.add(id);
  const [oldest] = own;
  if (own.size > MOST && oldest !== undefined) own.delete(oldest);
  return id;
}

/** Whether a changeset came of a request of this window. */
export function isAskedHere(commandId: string): boolean {
  return own.has(commandId);
}

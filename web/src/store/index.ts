/** The project store: see types.ts for what views build on. */

import type { Snapshot } from "~/protocol/envelope";
import { LocalStore } from "./project";

export type { PendingChange } from "./overlay";
export type { Applied } from "./project";
export { LocalStore } from "./project";
export { OutOfStep } from "./table";
export type * from "./types";

/** A store that begins with a snapshot of a project. */
export function createProjectStore(snapshot: Snapshot): LocalStore {
  return new LocalStore(snapshot);
}

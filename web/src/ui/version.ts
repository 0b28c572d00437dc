/** Of which version what fields show is: one that saves remembers over what one began to write. */

import { createContext, useContext } from "react";

export type ReadVersion = () => number | undefined;

const Version = createContext<ReadVersion>(() => undefined);

/** Tells the fields below, as they ask; without it they say nothing of versions. */
export const VersionProvider = Version.Provider;

export function useVersion(): ReadVersion {
  return useContext(Version);
}

/** What is being written in a field: the text, and what stood there as one began. */
export interface Draft<Value> {
  readonly text: string;
  readonly before: Value;
  /** The version of `before`. */
  readonly seen: number | undefined;
}

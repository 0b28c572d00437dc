/** What a component was drawn with last, for what runs later: handlers, timers, listeners. */

import { type RefObject, useInsertionEffect, useRef } from "react";

/** Not to be read while drawing: then it is still what stands on the page. */
export function useLatest<Value>(value: Value): Readonly<RefObject<Value>> {
  const latest = useRef(value);
  // Before all other effects: those of what is within may read it too.
  useInsertionEffect(() => {
    latest.current = value;
  });
  return latest;
}

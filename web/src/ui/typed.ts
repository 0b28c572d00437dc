/** A text that is typed in a field and stands elsewhere too, in the address, which follows late. */

import { useEffect, useRef, useState } from "react";

/**
 * What a field shows of `text`, and how it is typed in. `tell` gets what was typed once nothing came
 * for `pause` milliseconds. What comes back of it meanwhile takes nothing away from what was typed
 * since; any other text was written elsewhere, and the field shows it.
 */
export function useTyped(
  text: string,
  tell: (text: string) => void,
  pause: number,
): [typed: string, type: (text: string) => void] {
  const [typed, type] = useState(text);
  /** What stands elsewhere, or will as soon as what was told has come there. */
  const known = useRef(text);
  /** What was told and has not come back yet, oldest first. */
  const told = useRef<string[]>([]);
  useEffect(() => {
    const place = told.current.indexOf(text);
    if (place >= 0) {
      told.current.splice(0, place + 1);
      return;
    }
    if (text === known.current) return;
    known.current = text;
    told.current = [];
    type(text);
  }, [text]);
  useEffect(() => {
    if (typed === known.current) return;
    const wait = setTimeout(() => {
      known.current = typed;
      told.current.push(typed);
      tell(typed);
    }, pause);
    return () => clearTimeout(wait);
  }, [typed, tell, pause]);
  return [typed, type];
}

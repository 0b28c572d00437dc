/** Tasks that one added here: they are shown though they do not fit, until one looks otherwise. */

import { useCallback, useMemo, useState } from "react";
import { type Look, sameLook } from "~/model/look";
import { useLatest } from "~/ui/latest";

const NONE: ReadonlySet<number> = new Set();

export interface Admitted {
  readonly ids: ReadonlySet<number>;
  /** Show a task, whether it fits or not. */
  admit(id: number): void;
}

export function useAdmitted(look: Look): Admitted {
  const [kept, setKept] = useState<{ look: Look; ids: ReadonlySet<number> }>({ look, ids: NONE });
  const now = useLatest(look);
  const { filter, text } = look;
  const same = sameLook({ ...kept.look, filter, text }, kept.look);
  const ids = same ? kept.ids : NONE;
  const admit = useCallback((id: number) => {
    const at = now.current;
    setKept((before) => {
      const { filter, text } = at;
      const stays = sameLook({ ...before.look, filter, text }, before.look);
      return { look: at, ids: new Set([...(stays ? before.ids : []), id]) };
    });
  }, []);
  return useMemo(() => ({ ids, admit }), [ids, admit]);
}

/** What the server would say of a definition, asked once one pauses typing. */

import { useEffect, useState } from "react";
import type { Step } from "~/commands";
import { useSession } from "~/store/react";
import type { Problem } from "~/store/types";

const PAUSE = 250;

export interface Converted {
  readonly kept: number;
  readonly lost: number;
  readonly shown: readonly string[];
}

export interface Checked {
  readonly problem: (Problem & { readonly position?: number }) | null;
  readonly note: Converted | null;
  /** Whether the answer is of what stands there now. */
  readonly fresh: boolean;
}

const NOTHING: Checked = { problem: null, note: null, fresh: false };

export function useChecked(step: Step | null): Checked {
  const session = useSession();
  const [found, setFound] = useState<Checked>(NOTHING);
  const asked = step === null ? "" : JSON.stringify([step.type, step.payload]);
  useEffect(() => {
    setFound((before) => ({ ...before, fresh: false }));
    if (asked === "") {
      setFound(NOTHING);
      return;
    }
    let gone = false;
    const timer = setTimeout(async () => {
      const [type, payload] = JSON.parse(asked) as [string, object];
      const answer = await session.preview([{ type, payload }]);
      if (gone || !answer) return;
      const note = answer.notes.find((one) => one.code === "converted");
      const place = answer.problem?.errors?.[0] as { position?: number } | undefined;
      setFound({
        problem: answer.problem && {
          ...answer.problem,
          ...(place?.position === undefined ? {} : { position: place.position }),
        },
        note: (note as unknown as Converted | undefined) ?? null,
        fresh: true,
      });
    }, PAUSE);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [asked, session]);
  return found;
}

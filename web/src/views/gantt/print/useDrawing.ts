/** The page as the server draws it now: asked for anew a moment after each choice. */

import { useEffect, useState } from "react";
import { type Drawing, draw } from "~/here/printing";
import { Refusal } from "~/protocol/http";

export interface Shown {
  readonly url: string | null;
  readonly pages: number;
  readonly busy: boolean;
  readonly refusal: string | null;
  /** What of the choices is wrong. */
  readonly field: string | null;
}

/** Milliseconds without another choice after which the page is asked for. */
const PAUSE = 250;

const NOTHING: Shown = { url: null, pages: 1, busy: true, refusal: null, field: null };

/** Draw `path` with `body` (JSON, so that equal choices are one); null asks for nothing. */
export function useDrawing(path: string, body: string | null): Shown {
  const [shown, setShown] = useState<Shown>(NOTHING);
  useEffect(() => {
    if (body === null) return;
    const stop = new AbortController();
    setShown((before) => ({ ...before, busy: true }));
    const wait = window.setTimeout(() => {
      draw(path, JSON.parse(body), stop.signal).then(
        ({ data, pages }: Drawing) =>
          setShown({ ...NOTHING, url: URL.createObjectURL(data), pages, busy: false }),
        (error: unknown) => {
          if (stop.signal.aborted) return;
          const known = error instanceof Refusal ? error : null;
          const field = known?.problem.errors?.[0]?.field ?? null;
          const refusal = known ? known.message : String(error);
          setShown((before) => ({ ...before, busy: false, refusal, field }));
        },
      );
    }, PAUSE);
    return () => {
      window.clearTimeout(wait);
      stop.abort();
    };
  }, [path, body]);
  const { url } = shown;
  useEffect(() => () => void (url && URL.revokeObjectURL(url)), [url]);
  return shown;
}

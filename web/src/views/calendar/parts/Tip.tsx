/** What carrying a task would bring about: at the pointer, or for keys at the bar. */

import { useEffect, useMemo, useState } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import { useSession } from "~/store/react";
import { useModel } from "~/views/grid/model";
import { Reading } from "~/views/grid/reading";
import { verdictOf } from "~/views/moving/verdict";
import type { Carry } from "../carry";

const WIDTH = 336;

export function Tip({ carry, byKeys }: { carry: Carry; byKeys: boolean }) {
  const { t } = useTranslation(["gantt", "calendar"]);
  const { store } = useSession();
  useModel(carry, (model) => model.revision);
  const [at, setAt] = useState<{ x: number; y: number } | null>(null);
  useEffect(() => {
    const move = (event: PointerEvent): void => setAt({ x: event.clientX, y: event.clientY });
    window.addEventListener("pointermove", move);
    return () => window.removeEventListener("pointermove", move);
  }, []);
  const reading = useMemo(() => new Reading(store), [store]);
  const { drag, dates, refusal } = carry;
  if (!drag) return null;
  const verdict = verdictOf(drag, dates, reading, t as never);
  const bar = document.querySelector(
    `.hwc-bar[data-entry="${drag.id}"], .hwc-line[data-entry="${drag.id}"]`,
  );
  const box = bar?.getBoundingClientRect();
  const place = !byKeys && at ? at : { x: box?.left ?? 16, y: box?.bottom ?? 16 };
  const left = Math.max(8, Math.min(place.x + 12, window.innerWidth - WIDTH));
  const top = place.y + 16 > window.innerHeight - 110 ? place.y - 110 : place.y + 16;
  const no = refusal ?? verdict.contradiction;
  return createPortal(
    <div className="hwc-tip" role="status" style={{ transform: `translate(${left}px, ${top}px)` }}>
      <div>
        <strong>{verdict.wish}</strong>
        {verdict.effects.map((effect) => (
          <span key={effect}> · {effect}</span>
        ))}
      </div>
      {no !== null && <div className="hwc-tip-no">{no}</div>}
      {byKeys && <div className="hwc-tip-keys">{t("calendar:carry.keys")}</div>}
    </div>,
    document.body,
  );
}

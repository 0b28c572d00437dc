/** What a drag would bring about, said at the pointer, or beside a bar while it is moved by keys. */

import { type ReactNode, useEffect, useState } from "react";
import { createPortal } from "react-dom";
import type { Verdict } from "./verdict";
import "./tip.css";

interface Place {
  readonly x: number;
  readonly y: number;
}

interface VerdictTipProps {
  readonly verdict: Verdict;
  /** Why the server refuses it. */
  readonly refusal: string | null;
  /** Where it stands until the pointer moves. */
  readonly beside: () => Place;
  /** By keys it stays beside the bar, wherever the pointer is. */
  readonly byKeys?: boolean;
  readonly children?: ReactNode;
}

const WIDTH = 336;
const HEIGHT = 110;
const AWAY = 16;

/** The pointer's place, as far as it is known. */
function usePointer(): Place | null {
  const [at, setAt] = useState<Place | null>(null);
  useEffect(() => {
    const move = (event: PointerEvent): void => setAt({ x: event.clientX, y: event.clientY });
    window.addEventListener("pointermove", move);
    return () => window.removeEventListener("pointermove", move);
  }, []);
  return at;
}

export function VerdictTip(props: VerdictTipProps) {
  const { verdict, refusal, beside, byKeys = false, children } = props;
  const pointer = usePointer();
  const place = (!byKeys && pointer) || beside();
  const left = Math.max(8, Math.min(place.x + AWAY, window.innerWidth - WIDTH));
  const below = place.y + AWAY + HEIGHT <= window.innerHeight;
  const top = below ? place.y + AWAY : place.y - HEIGHT;
  const no = refusal ?? verdict.contradiction;
  return createPortal(
    <div className="hwm-tip" role="status" style={{ transform: `translate(${left}px, ${top}px)` }}>
      <div>
        <strong>{verdict.wish}</strong>
        {verdict.effects.map((effect) => (
          <span key={effect}> · {effect}</span>
        ))}
      </div>
      {no !== null && <div className="hwm-tip-no">{no}</div>}
      {children}
    </div>,
    document.body,
  );
}

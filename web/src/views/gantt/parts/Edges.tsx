/** At the edges of the time line: where bars out of sight are, and a way there. */

import type { TFunction } from "i18next";
import { memo, type ReactNode } from "react";
import type { PlanController } from "~/views/grid/controller";
import type { Side } from "../layout";
import { phrasesOf } from "../words";

interface EdgesProps {
  readonly controller: PlanController;
  /** The visible width of the time line. */
  readonly width: number;
  readonly places: readonly number[];
  sideOf(place: number): Side | null;
  onShow(id: number): void;
  readonly t: TFunction<"gantt">;
}

export function Edges({ controller, width, places, sideOf, onShow, t }: EdgesProps) {
  const { viewport, store } = controller;
  const signs: ReactNode[] = [];
  for (const place of places) {
    const side = sideOf(place);
    const line = controller.lines[place];
    if (!side || line?.kind !== "task") continue;
    const id = line.key;
    const phrases = phrasesOf(t);
    signs.push(
      <Sign
        key={viewport.slot(place)}
        id={id}
        side={side}
        words={phrases.show(store.task(id)?.name || phrases.untitled)}
        top={place * viewport.rowHeight}
        onShow={onShow}
      />,
    );
  }
  return (
    <div className="hwt-edges">
      <div className="hwt-edge-layer" ref={viewport.layer} style={{ width }}>
        {signs}
      </div>
    </div>
  );
}

interface SignProps {
  readonly id: number;
  readonly side: Side;
  readonly words: string;
  readonly top: number;
  onShow(id: number): void;
}

const Sign = memo(function Sign({ id, side, words, top, onShow }: SignProps) {
  return (
    <button
      type="button"
      className="hwt-away"
      data-row={id}
      data-side={side}
      tabIndex={-1}
      aria-label={words}
      style={{ top }}
      onClick={() => onShow(id)}
    >
      {side === "left" ? "‹" : "›"}
    </button>
  );
});

/** At the edges of the time line: where bars out of sight are, and a way there. */

import type { TFunction } from "i18next";
import { memo, type ReactNode } from "react";
import type { PlanController } from "~/views/grid/controller";
import type { RowKey } from "~/views/grid/rows";
import type { Side } from "../layout";
import { phrasesOf } from "../words";

interface EdgesProps {
  readonly controller: PlanController;
  /** The visible width of the time line. */
  readonly width: number;
  readonly places: readonly number[];
  sideOf(place: number): Side | null;
  onShow(row: RowKey): void;
  readonly t: TFunction<"gantt">;
}

export function Edges({ controller, width, places, sideOf, onShow, t }: EdgesProps) {
  const { viewport, store } = controller;
  const signs: ReactNode[] = [];
  for (const place of places) {
    const side = sideOf(place);
    const line = controller.lines[place];
    if (!side || line?.kind !== "task") continue;
    const phrases = phrasesOf(t);
    signs.push(
      <Sign
        key={viewport.slot(place)}
        row={line.key}
        side={side}
        words={phrases.show(store.task(line.id)?.name || phrases.untitled)}
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
  readonly row: RowKey;
  readonly side: Side;
  readonly words: string;
  readonly top: number;
  onShow(row: RowKey): void;
}

const Sign = memo(function Sign({ row, side, words, top, onShow }: SignProps) {
  return (
    <button
      type="button"
      className="hwt-away"
      data-row={row}
      data-side={side}
      tabIndex={-1}
      aria-label={words}
      style={{ top }}
      onClick={() => onShow(row)}
    >
      {side === "left" ? "‹" : "›"}
    </button>
  );
});

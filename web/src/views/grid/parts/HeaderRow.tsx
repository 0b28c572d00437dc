/** The titles of the columns: resized at their edge, ordered by dragging, or by keys. */

import type { TFunction } from "i18next";
import { type KeyboardEvent, type PointerEvent, Suspense, useEffect, useState } from "react";
import { useWish } from "~/here/intents";
import { lateDialog } from "~/ui/Late";
import { type Column, NAME, NUMBER } from "../columns";
import type { PlanController } from "../controller";
import { columnStyle } from "./GridRow";

const HeadMenu = lateDialog(
  () => import("./HeadMenu"),
  "HeadMenu",
  (props) => props.onClose(),
);

/** A column whose menu is asked for, where it is to stand, and what had the keyboard. */
interface Asked {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly from: Element | null;
}

interface HeaderRowProps {
  readonly controller: PlanController;
  readonly columns: readonly Column[];
  readonly t: TFunction<"grid">;
}

function columnTitle(column: { key: string; title?: string }, t: TFunction<"grid">): string {
  return column.title ?? t(`columns.${column.key}` as "columns.name");
}

/** The title in full, for menus and screen readers. */
export function columnName(column: { key: string; title?: string }, t: TFunction<"grid">): string {
  const title = columnTitle(column, t);
  return t(`columnNames.${column.key}` as "columnNames.line", { defaultValue: title });
}

export function HeaderRow({ controller, columns, t }: HeaderRowProps) {
  const [over, setOver] = useState<{ key: string; after: boolean } | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  useWish("freezeColumn", () => controller.columns.freeze(controller.selection.cursor.col));

  /** The column's menu, under the title. */
  function ask(key: string, head: Element | null): void {
    if (key === NUMBER || !head) return;
    const box = head.getBoundingClientRect();
    setAsked({ key, x: box.left, y: box.bottom, from: document.activeElement });
  }

  // What the menu has closed leaves the keyboard nowhere: what asked for it takes it back.
  useEffect(() => {
    if (!asked) return;
    return () => {
      requestAnimationFrame(() => {
        if (document.activeElement !== document.body) return;
        const { from } = asked;
        if (from instanceof HTMLElement && from.matches(".hwg-head *") && from.isConnected) {
          from.focus({ preventScroll: true });
        } else controller.focus();
      });
    };
  }, [asked, controller]);

  function resize(event: PointerEvent<HTMLElement>, column: Column): void {
    event.preventDefault();
    event.stopPropagation();
    const from = event.clientX;
    const target = event.currentTarget;
    target.setPointerCapture(event.pointerId);
    target.onpointermove = (move) => {
      controller.columns.setWidth(column.key, column.width + move.clientX - from);
    };
    target.onlostpointercapture = () => {
      target.onpointermove = null;
    };
  }

  function move(event: PointerEvent<HTMLElement>, column: Column): void {
    if (event.button !== 0 || column.key === NAME || column.key === NUMBER) return;
    const from = event.clientX;
    const target = event.currentTarget;
    let place: { key: string; after: boolean } | null = null;
    target.setPointerCapture(event.pointerId);
    target.onpointermove = (at) => {
      if (Math.abs(at.clientX - from) < 6) return;
      const under = document
        .elementFromPoint(at.clientX, at.clientY)
        ?.closest<HTMLElement>("[role=columnheader]");
      const key = under?.dataset.col;
      if (!under || !key || key === NUMBER) return;
      const box = under.getBoundingClientRect();
      place = { key, after: key === NAME || at.clientX > box.left + box.width / 2 };
      setOver(place);
    };
    target.onlostpointercapture = () => {
      target.onpointermove = null;
      setOver(null);
      if (!place) return;
      const keys = columns.map((one) => one.key);
      const before = place.after ? (keys[keys.indexOf(place.key) + 1] ?? null) : place.key;
      controller.columns.move(column.key, before);
    };
  }

  function onKeyDown(event: KeyboardEvent, column: Column): void {
    if (event.key === "Enter") {
      event.preventDefault();
      ask(column.key, event.currentTarget.closest("[role=columnheader]"));
      return;
    }
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    const by = event.key === "ArrowRight" ? 8 : -8;
    controller.columns.setWidth(column.key, column.width + by);
  }

  return (
    <div role="row" aria-rowindex={1} className="hwg-header">
      {columns.map((column, i) => (
        <div
          key={column.key}
          role="columnheader"
          aria-colindex={i + 1}
          className="hwg-head"
          data-col={column.key}
          data-align={column.align}
          data-frozen={column.frozen || undefined}
          data-over={over?.key === column.key ? (over.after ? "after" : "before") : undefined}
          style={columnStyle(column.key)}
          title={columnName(column, t)}
          onPointerDown={(event) => move(event, column)}
          onContextMenu={(event) => {
            event.preventDefault();
            ask(column.key, event.currentTarget);
          }}
        >
          <span className="hwg-head-text">{columnTitle(column, t)}</span>
          {column.key !== NUMBER && (
            <span
              role="separator"
              tabIndex={0}
              className="hwg-sizer"
              aria-orientation="vertical"
              aria-label={t("menu.resize", { column: columnName(column, t) })}
              aria-valuenow={column.width}
              aria-valuemin={36}
              aria-valuemax={800}
              onPointerDown={(event) => resize(event, column)}
              onKeyDown={(event) => onKeyDown(event, column)}
            />
          )}
        </div>
      ))}
      {asked && (
        <Suspense>
          <HeadMenu controller={controller} asked={asked} onClose={() => setAsked(null)} />
        </Suspense>
      )}
    </div>
  );
}

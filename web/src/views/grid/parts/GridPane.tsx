/** The grid: titles, the rows on screen, and everything one does with keys, pointer, clipboard. */

import {
  type ClipboardEvent,
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useTranslation } from "react-i18next";
import { blockedDays, blockOf, todayOf } from "~/model/blocks";
import type { ScheduleRow, TaskRow } from "~/protocol/tables.generated";
import { carry, putDown } from "../carrying";
import { copy, cut, paste } from "../clipboard";
import { type Column, NAME } from "../columns";
import type { PlanController } from "../controller";
import { endTyping } from "../draft";
import { useDrawnRows } from "../drawnRows";
import { FIRST, markScrolled, staysIn } from "../frozen";
import { type KeyContext, press } from "../keys";
import { useModel } from "../model";
import { cellOf, doublePress, dragFill, pressCell, type RowDrag } from "../pointer";
import type { Reading } from "../reading";
import { ADD, type RowKey, taskOf } from "../rows";
import { AddRow } from "./AddRow";
import { cellId, columnVariable, GridRow, movedDates } from "./GridRow";
import { GroupRow } from "./GroupRow";
import { HeaderRow } from "./HeaderRow";
import { type WhyAsked, WhyPopover } from "./WhyPopover";

interface GridPaneProps {
  readonly controller: PlanController;
  readonly rows: RowDrag;
  readonly openTaskId: number | null;
  readonly nudge?: KeyContext["nudge"];
  readonly toBars?: () => void;
  onOpenTask(id: number): void;
}

export function GridPane(props: GridPaneProps) {
  const { controller, rows, openTaskId, onOpenTask } = props;
  const { t } = useTranslation("grid");
  const { viewport } = controller;
  const revision = useModel(controller, (c) => c.revision);
  useModel(viewport, (v) => v.revision);
  const [pointed, setPointed] = useState<RowKey | null>(null);
  const [asked, setAsked] = useState<WhyAsked | null>(null);
  const grid = useRef<HTMLDivElement | null>(null);
  const { selection, lines, columns: set, reading, store } = controller;
  const { editing } = controller.typing;
  const columns = set.shown;
  const block = controller.block;

  useColumnInSight(grid, controller);

  const widths = useMemo(() => {
    const found: Record<string, string> = {};
    let total = 0;
    for (const column of columns) {
      found[columnVariable(column.key)] = `${column.width}px`;
      if (column.frozen) found[`${columnVariable(column.key)}-at`] = `${total}px`;
      total += column.width;
    }
    found["--grid-width"] = `${total}px`;
    return found as CSSProperties;
  }, [columns]);

  const askWhy = useCallback((row: RowKey, column: string) => {
    const id = taskOf(row);
    if (id === null) return;
    const cell = document.getElementById(cellId(row, column));
    const box = (cell ?? grid.current)?.getBoundingClientRect();
    if (box) setAsked({ id, column, box });
  }, []);
  const closeWhy = useCallback(() => setAsked(null), []);

  /** The place of the field that one types in, where it was scrolled out of sight; else null. */
  const away = awayFrom(controller);
  useLayoutEffect(() => {
    // Its field is gone, and the keyboard with it.
    const lost = controller.focused && document.activeElement === document.body;
    if (away !== null && lost) controller.focus();
  }, [away, controller]);
  useEffect(() => () => endTyping(controller), [controller]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.nativeEvent.isComposing) return;
    if (away !== null && (editing || isLetter(event))) {
      // The field comes back, and what is typed goes into it.
      viewport.reveal(away);
      if (!isLetter(event)) event.preventDefault();
      return;
    }
    if (event.target instanceof HTMLElement && event.target.getAttribute("role") === "separator") {
      return;
    }
    const context: KeyContext = {
      openTask: onOpenTask,
      why: () => {
        const { row, col } = selection.cursor;
        askWhy(row, col === "start" ? "start" : "finish");
      },
      page: Math.max(1, Math.floor(viewport.height / viewport.rowHeight) - 1),
      ...(props.nudge ? { nudge: props.nudge } : {}),
      ...(props.toBars ? { toBars: props.toBars } : {}),
    };
    if (press(controller, event, context)) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  function onPointerDown(event: PointerEvent): void {
    const target = event.target as Element;
    if (event.button === 0 && target.closest(".hwg-fill")) {
      event.preventDefault();
      dragFill(controller);
      return;
    }
    const cell = cellOf(target);
    if (!cell || event.button !== 0 || target.closest("input, .hwg-options")) return;
    if (target.closest("button")) {
      event.preventDefault();
      return;
    }
    if (away !== null) endTyping(controller);
    if (controller.typing.editing) return;
    event.preventDefault();
    if (cell.row === ADD) controller.goTo({ row: ADD, col: NAME });
    else {
      controller.focus();
      pressCell(controller, rows, event.nativeEvent, cell);
    }
    controller.setFocused(true);
  }

  function onClick(event: MouseEvent): void {
    const target = event.target as Element;
    const button = target.closest<HTMLElement>("button");
    const cell = cellOf(target);
    if (!button || !cell) return;
    const id = taskOf(cell.row);
    if (button.dataset.toggle !== undefined) {
      controller.fold(cell.row, !controller.isFolded(cell.row));
    } else if (id !== null) {
      if (button.dataset.why) askWhy(cell.row, button.dataset.why);
      else onOpenTask(id);
    }
  }

  function onCopy(event: ClipboardEvent, cutting: boolean): void {
    if (event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    const carried = carry(controller, event.clipboardData, cutting);
    const empties = cutting && controller.mayEdit && !carried;
    const { text, html } = empties ? cut(controller) : copy(controller);
    event.clipboardData.setData("text/plain", text);
    event.clipboardData.setData("text/html", html);
  }

  function onPaste(event: ClipboardEvent): void {
    if (event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    const { clipboardData: data } = event;
    if (putDown(controller, data)) return;
    paste(controller, data.getData("text/plain"), data.getData("text/html"));
  }

  const anyBlocked = store.rows("blocks").size > 0;
  const today = anyBlocked ? todayOf(store) : 0;
  const onScreen = controller.place >= viewport.first && controller.place < viewport.last;
  const { cursor } = selection;
  const active = onScreen ? cellId(cursor.row, cursor.row === ADD ? NAME : cursor.col) : undefined;
  const kept = useDrawnRows([revision, openTaskId, t, viewport.rowHeight, viewport.slots]);
  const drawn = viewport.inOrder(lines.length).map((place) => {
    const key = lines[place]?.key;
    const isCursor = key === cursor.row;
    const lit = isCursor || key === pointed;
    return kept.at(place, lit, () => rowAt(place, isCursor, lit));
  });

  function daysBlocked(task: TaskRow): number {
    const found = anyBlocked ? blockOf(store, task) : undefined;
    return found ? blockedDays(found, today) : -1;
  }

  function rowAt(place: number, isCursor: boolean, lit: boolean): React.ReactNode {
    const line = lines[place];
    if (!line) return null;
    const top = place * viewport.rowHeight;
    if (line.kind === "add") {
      const empty = lines.length === 1;
      const shared = { controller, place, top, t };
      return <AddRow key={ADD} {...shared} current={isCursor} empty={empty} />;
    }
    if (line.kind === "group") {
      const shared = { controller, line, place, top, columns, t };
      const closed = controller.closed.has(line.key);
      return <GroupRow key={viewport.slot(place)} {...shared} current={isCursor} closed={closed} />;
    }
    const { id } = line;
    const task = store.task(id);
    if (!task) return null;
    const inBlock = block !== null && place >= block.top && place <= block.bottom;
    const whole = selection.extra.has(line.key);
    const result = store.schedule(id);
    const moved = controller.preview?.get(id);
    const typed = editing?.cell.row === line.key ? editing : null;
    return (
      <GridRow
        // Its field stays, wherever the row goes meanwhile.
        key={typed ? "typed" : viewport.slot(place)}
        controller={controller}
        line={line}
        place={place}
        top={top}
        columns={columns}
        texts={columns.map((column) => textOf(reading, column.key, id, moved))}
        task={task}
        result={moved ?? result}
        moved={movedDates(result, moved)}
        collapsed={controller.isFolded(line.key)}
        from={whole ? 0 : inBlock ? block.left : -1}
        to={whole ? columns.length - 1 : inBlock ? block.right : -1}
        cursor={isCursor ? selection.cursor.col : null}
        editing={typed}
        refused={controller.typing.refused.get(line.key) ?? null}
        blocked={daysBlocked(task)}
        touchedBy={controller.touches.get(id)?.name ?? null}
        open={openTaskId === id}
        lit={lit}
        cut={controller.cut.has(id)}
        t={t}
      />
    );
  }

  return (
    <div
      ref={(element) => {
        grid.current = element;
        controller.attach(element);
      }}
      role="treegrid"
      tabIndex={0}
      className="hwg-pane"
      aria-label={t("label")}
      aria-rowcount={lines.length + 1}
      aria-colcount={columns.length}
      aria-multiselectable
      aria-readonly={!controller.mayEdit}
      aria-activedescendant={active}
      data-focused={controller.focused || undefined}
      style={widths}
      onScroll={(event) => {
        if (event.target === event.currentTarget) markScrolled(event.currentTarget, columns);
      }}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => {
        if (!viewport.moving && event.pointerType !== "touch") {
          setPointed(cellOf(event.target)?.row ?? null);
        }
      }}
      onPointerLeave={() => setPointed(null)}
      onClick={onClick}
      onDoubleClick={(event) => {
        const cell = cellOf(event.target);
        const pressed = (event.target as Element).closest("button, input");
        if (cell && !pressed) doublePress(controller, cell, onOpenTask);
      }}
      onCopy={(event) => onCopy(event, false)}
      onCut={(event) => onCopy(event, true)}
      onPaste={onPaste}
      onFocus={() => controller.setFocused(true)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) controller.setFocused(false);
      }}
    >
      <HeaderRow controller={controller} columns={columns} t={t} />
      <div className="hwg-body">
        <div
          className="hwg-layer"
          ref={viewport.layer}
          role="rowgroup"
          style={{ height: lines.length * viewport.rowHeight + viewport.height }}
        >
          {drawn}
          <DropMark controller={controller} rows={rows} />
          <FillHandle controller={controller} columns={columns} />
        </div>
      </div>
      {asked && <WhyPopover controller={controller} asked={asked} onClose={closeWhy} />}
    </div>
  );
}

/** The place of what is typed in, where its row is not drawn now; null where it is, or nothing is. */
function awayFrom({ typing, selection, places, viewport }: PlanController): number | null {
  const row = typing.editing?.cell.row ?? (selection.cursor.row === ADD ? ADD : undefined);
  const place = row === undefined ? undefined : places.get(row);
  if (place === undefined || viewport.last === 0) return null;
  return place >= viewport.first && place < viewport.last ? null : place;
}

function isLetter({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return [...key].length === 1 && !ctrlKey && !metaKey && !altKey;
}

/** A cell's text; dates as a drag would have them while it lasts. */
function textOf(
  reading: Reading,
  column: string,
  id: number,
  moved: ScheduleRow | undefined,
): string {
  if (moved && column === "start") return reading.date(moved.start);
  if (moved && column === "finish") return reading.date(moved.finish, true);
  return reading.text(column, id);
}

/** Bring the cursor's column into sight, clear of the columns that stay in place. */
function useColumnInSight(pane: React.RefObject<HTMLElement | null>, controller: PlanController) {
  const { row, col } = controller.selection.cursor;
  useEffect(() => {
    const element = pane.current;
    const cell = document.getElementById(cellId(row, col));
    if (!element || !cell) return;
    if (staysIn(element, cell)) return;
    const box = cell.getBoundingClientRect();
    const around = element.getBoundingClientRect();
    const heads = [...element.querySelectorAll<HTMLElement>(".hwg-head")];
    const frozen = heads.filter((head) => staysIn(element, head)).at(-1);
    const left = frozen?.getBoundingClientRect().right ?? around.left;
    if (box.left < left) element.scrollLeft -= left - box.left + 8;
    else if (box.right > around.right && !FIRST.includes(col)) {
      element.scrollLeft += box.right - around.right + 8;
    }
  }, [pane, row, col]);
}

/** The handle at the corner of the selected block, and the cells that its drag would fill. */
function FillHandle({
  controller,
  columns,
}: {
  controller: PlanController;
  columns: readonly Column[];
}) {
  const { block, filling, selection } = controller;
  const { rowHeight } = controller.viewport;
  if (!block || selection.whole || !controller.mayEdit || controller.typing.editing) return null;
  // Frozen columns stay in place while the others move below them.
  if (
    !controller.focused ||
    block.left < 2 ||
    columns[block.right]?.frozen ||
    controller.current === null
  )
    return null;
  const left = (to: number) => columns.slice(0, to).reduce((sum, one) => sum + one.width, 0);
  const end = { left: left(block.right + 1), top: (block.bottom + 1) * rowHeight };
  return (
    <>
      {filling && (
        <div
          className="hwg-filling"
          style={{
            left: left(filling.left),
            top: filling.top * rowHeight,
            width: left(filling.right + 1) - left(filling.left),
            height: (filling.bottom - filling.top + 1) * rowHeight,
          }}
        />
      )}
      <div className="hwg-fill" style={end} aria-hidden="true" />
    </>
  );
}

/** Where dragged rows would land. */
function DropMark({ controller, rows }: { controller: PlanController; rows: RowDrag }) {
  useModel(rows, (r) => r.revision);
  const { drop } = rows;
  if (!drop) return null;
  const y = drop.gap * controller.viewport.rowHeight;
  return (
    <div
      className="hwg-drop"
      data-level={drop.level}
      style={{ top: y - 1, paddingInlineStart: 64 + drop.level * 16 }}
    >
      <span />
    </div>
  );
}

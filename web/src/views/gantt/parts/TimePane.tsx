/** The time line: header, shades, bars, links, and what one does with pointer and keys on them. */

import {
  type KeyboardEvent,
  type PointerEvent,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { onlyOf } from "~/here/only";
import { projectWork } from "~/model/calendars";
import type { ScheduleRow } from "~/protocol/tables.generated";
import type { Colours } from "~/views/colour/colours";
import type { PlanController } from "~/views/grid/controller";
import { useDrawnRows } from "~/views/grid/drawnRows";
import { useModel } from "~/views/grid/model";
import type { Reading } from "~/views/grid/reading";
import { type RowKey, rowFrom, taskOf } from "~/views/grid/rows";
import type { Drag } from "~/views/moving/gestures";
import type { Dragging, Part } from "../dragging";
import { drawnLinks } from "../drawn";
import { drivingPath, NO_PATH } from "../driving";
import { hintOf } from "../hint";
import { awayOf, DAY, distanceTo, partAt, type Side, toX, widthOf } from "../layout";
import type { Shown } from "../shown";
import type { Timeline } from "../timeline";
import { useWheelZoom } from "../wheel";
import { DragLine, DragTip } from "./DragTip";
import { Edges } from "./Edges";
import { GroupSpan } from "./GroupSpan";
import { Header } from "./Header";
import { LinkCard } from "./LinkCard";
import { Links } from "./Links";
import { OwnShades } from "./OwnShades";
import { ProgressLine } from "./ProgressLine";
import { Months, NowLines, Shades } from "./Shades";
import { geometry, kindOf, TimeRow } from "./TimeRow";

interface TimePaneProps {
  readonly controller: PlanController;
  readonly timeline: Timeline;
  readonly dragging: Dragging;
  readonly colours: Colours | null;
  readonly shown: Shown;
  readonly compact: boolean;
  readonly openTaskId: number | null;
  onOpenTask(id: number): void;
}

const HIT = 5;

export function TimePane(props: TimePaneProps) {
  const { controller, timeline, dragging, shown, colours, compact, openTaskId, onOpenTask } = props;
  const { t, i18n } = useTranslation("gantt");
  const { viewport, reading, store } = controller;
  const revision = useModel(controller, (c) => c.revision);
  useModel(viewport, (v) => v.revision);
  const timelineRevision = useModel(timeline, (m) => m.revision);
  const pane = useRef<HTMLElement>(null);
  const [said, setSaid] = useState("");
  const { scale, overlay, drag } = timeline;
  const { first, last, rowHeight } = viewport;
  const today = Math.floor(reading.now / DAY) * DAY;
  const work = projectWork(store);

  useLayoutEffect(() => {
    const element = pane.current;
    if (!element) return;
    timeline.attach(element);
    const measure = (): void => {
      // Before the stage is measured the grid has no width yet, and takes its own from this later.
      if (viewport.width > 0) timeline.resize(element.clientWidth, controller.reading.now);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    const onScroll = (): void => {
      const more = timeline.scrolled();
      const now = more ? null : away.current();
      const same = now?.every((side, i) => side === drawnAway.current[i]);
      if (!same) flushSync(() => timeline.redraw());
    };
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", onScroll);
      timeline.attach(null);
    };
  }, [timeline, controller, viewport]);

  /** On which side of what is visible a row's bar lies, null in sight. */
  function awayAt(place: number): Side | null {
    const line = controller.lines[place];
    if (compact || line?.kind !== "task" || timeline.width === 0) return null;
    if (drag?.id === line.id) return null;
    const task = store.task(line.id);
    const result = overlay?.get(line.id) ?? store.schedule(line.id);
    if (!task || !result) return null;
    const x = toX(scale, result.start);
    const bar = { kind: kindOf(task, result, line.line.hasChildren), x };
    const width = toX(scale, result.finish) - x;
    return awayOf({ ...bar, width }, timeline.scrollLeft, timeline.width);
  }
  const sidesNow = (): (Side | null)[] => {
    const sides: (Side | null)[] = [];
    for (let place = first; place < last; place++) sides.push(awayAt(place));
    return sides;
  };
  const away = useRef(sidesNow);
  away.current = sidesNow;
  const sides = sidesNow();
  const drawnAway = useRef(sides);
  drawnAway.current = sides;
  const onShow = useCallback(
    (row: RowKey) => {
      controller.goTo({ row });
      const result = store.schedule(taskOf(row) ?? 0);
      if (result) timeline.show(result.start, true);
    },
    [controller, store, timeline],
  );

  useLayoutEffect(() => timeline.settle(scale), [timeline, scale]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the plan may have grown
  useEffect(() => timeline.follow(), [timeline, revision]);
  useWheelZoom(pane, timeline);

  const focus = timeline.hovered ?? (controller.focused ? controller.current : null);
  const still = drag === null;
  const nowLabels = useMemo(() => ({ now: t("now"), status: t("status") }), [t]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the store is read anew each revision
  const path = useMemo(() => {
    const only = onlyOf(store.projectId);
    if (only && only.links.size > 0) return only;
    return focus === null || !still ? NO_PATH : drivingPath(store, focus);
  }, [store, focus, still, revision]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: all that a route depends on
  const links = useMemo(
    () => (shown.links && !compact ? drawnLinks(controller, timeline, first, last) : []),
    [controller, shown.links, compact, revision, first, last, rowHeight, scale, overlay],
  );

  function press(event: PointerEvent): void {
    if (event.button !== 0) return;
    const target = event.target as Element;
    if (target.closest(".hwt-card, button")) return;
    const bar = target.closest<HTMLElement>("[data-task-id]");
    const line = target.closest<HTMLElement>(".hwt-row")?.dataset.row;
    const row = line === undefined ? null : rowFrom(line);
    const id = row === null ? null : taskOf(row);
    if (bar && row !== null && id !== null) {
      if (event.pointerType === "touch" && controller.current !== id) {
        controller.goTo({ row });
        return;
      }
      event.preventDefault();
      const named = target.closest<HTMLElement>("[data-part]")?.dataset.part as Part | undefined;
      const part = named ?? partOf(id, event.clientX);
      // A press on one of several selected keeps them: they may be dragged together.
      const several = part === "body" && selectedWith(id);
      if (!several) controller.goTo({ row });
      bar.focus({ preventScroll: true });
      const again = event.detail > 1;
      dragging.press(event.nativeEvent, id, part, () => {
        if (several) controller.goTo({ row });
        if (again) onOpenTask(id);
      });
      return;
    }
    const link = linkAt(event);
    timeline.chooseLink(link);
    if (link !== null) event.preventDefault();
    else if (row !== null && id !== null) controller.goTo({ row });
    if (link === null && event.pointerType === "mouse") pan(event);
  }

  function selectedWith(id: number): boolean {
    const selected = controller.selectedTasks();
    return selected.length > 1 && selected.includes(id);
  }

  /** Drag the empty ground to look elsewhere. */
  function pan(event: PointerEvent): void {
    const element = pane.current;
    const { scroller } = viewport;
    if (!element || !scroller) return;
    event.preventDefault();
    const { clientX, clientY } = event;
    const left = element.scrollLeft;
    const top = scroller.scrollTop;
    const abort = new AbortController();
    const { signal } = abort;
    window.addEventListener(
      "pointermove",
      (move) => {
        element.dataset.panning = "";
        element.scrollLeft = left - (move.clientX - clientX);
        scroller.scrollTop = top - (move.clientY - clientY);
      },
      { signal },
    );
    const end = (): void => {
      abort.abort();
      delete element.dataset.panning;
    };
    window.addEventListener("pointerup", end, { signal });
    window.addEventListener("pointercancel", end, { signal });
  }

  function partOf(id: number, clientX: number): Part {
    const task = store.task(id);
    const result = store.schedule(id);
    if (!task || !result) return "body";
    const summary = reading.isSummary(id);
    const bar = geometry(task, result, null, summary, scale, reading.resumeDate);
    return partAt(bar, timeline.xAt(clientX));
  }

  function linkAt(event: PointerEvent): number | null {
    const top = (viewport.scroller?.getBoundingClientRect().top ?? 0) + viewport.headerHeight;
    const x = timeline.xAt(event.clientX);
    const y = event.clientY - top + viewport.scrollTop;
    let best: number | null = null;
    let least = HIT;
    for (const link of links) {
      const far = distanceTo(link.points, x, y);
      if (far < least) {
        least = far;
        best = link.id;
      }
    }
    return best;
  }

  function hover(event: PointerEvent): void {
    if (timeline.drag || event.pointerType === "touch") return;
    const bar = (event.target as Element).closest<HTMLElement>("[data-task-id]");
    timeline.hover(bar ? Number(bar.dataset.taskId) : null);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.defaultPrevented) return;
    if (barKey(event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  function barKey(event: KeyboardEvent): boolean {
    const { current } = controller;
    const along = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (along && event.altKey && current !== null) {
      const date = dragging.nudge(current, along, event.shiftKey);
      if (date) {
        setSaid(t("keyboard.moved", { name: store.task(current)?.name ?? "", date }));
      }
      return true;
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return false;
    switch (event.key) {
      case "ArrowUp":
      case "ArrowDown":
        controller.step(event.key === "ArrowDown" ? 1 : -1, 0);
        return true;
      case "ArrowLeft":
      case "ArrowRight":
        if (pane.current) pane.current.scrollLeft += along * 80;
        return true;
      case "l":
        if (current === null || !controller.mayEdit) return false;
        timeline.setLinkingFrom(current);
        setSaid(t("keyboard.linking", { name: store.task(current)?.name ?? "" }));
        return true;
      case "Enter":
      case " ":
        if (current === null) return false;
        if (timeline.linkingFrom !== null) {
          dragging.link(timeline.linkingFrom, current);
          timeline.setLinkingFrom(null);
          setSaid(t("keyboard.linked"));
        } else onOpenTask(current);
        return true;
      case "Escape":
        if (timeline.linkingFrom === null && timeline.link === null) return false;
        timeline.setLinkingFrom(null);
        timeline.chooseLink(null);
        setSaid("");
        return true;
      case "F6":
        controller.focus();
        return true;
      default:
        return false;
    }
  }

  // A bar that has the keyboard and leaves the screen lends its element to another: the keyboard
  // goes back to the grid.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever other rows are drawn
  useLayoutEffect(() => {
    const active = document.activeElement as HTMLElement | null;
    const row = active?.closest<HTMLElement>(".hwt-row")?.dataset.row;
    if (row === undefined || !pane.current?.contains(active)) return;
    if (row !== String(controller.selection.cursor.row)) controller.focus();
  }, [controller, first]);

  const focused = controller.selection.cursor.row;
  // The bar of the cursor's row follows it with the keyboard.
  const barHasKeyboard = pane.current?.contains(document.activeElement) ?? false;
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the cursor is in another row
  useEffect(() => {
    if (!barHasKeyboard) return;
    pane.current
      ?.querySelector<HTMLElement>(".hwt-row[data-current] [data-task-id]")
      ?.focus({ preventScroll: true });
  }, [focused, barHasKeyboard]);

  const linkTarget = drag?.kind === "link" ? (drag.target?.id ?? null) : null;
  const hint = hintOf(controller, first, last);
  const { slots } = viewport;
  const drawnOf = [
    colours,
    revision,
    timelineRevision,
    shown,
    compact,
    path,
    hint,
    rowHeight,
    slots,
    t,
  ];
  const kept = useDrawnRows(drawnOf);
  const places = viewport.inOrder(controller.lines.length);
  const rows = places.map((place) => kept.at(place, sides[place - first], () => rowAt(place)));

  /** The drag that a task takes part in. */
  function dragOf(id: number): Drag | null {
    if (!drag || drag.id === id || linkTarget === id) return drag;
    const others = drag.kind === "move" ? drag.others : [];
    return others.find((other) => other.id === id) ?? null;
  }

  function rowAt(place: number): React.ReactNode {
    const line = controller.lines[place];
    const task = line?.kind === "task" ? store.task(line.id) : undefined;
    const result = line?.kind === "task" ? store.schedule(line.id) : undefined;
    const key = viewport.slot(place);
    const top = place * rowHeight;
    if (line?.kind === "group") {
      return (
        <GroupSpan
          key={key}
          line={line}
          top={top}
          scale={scale}
          controller={controller}
          compact={compact}
          t={t}
        />
      );
    }
    if (line?.kind !== "task" || !task || !result) {
      // A line without dates still is a line: headings, the empty row, a task on its way.
      return <div key={key} className="hwt-row" data-row={line?.key} style={{ top }} />;
    }
    const { id } = line;
    const { block } = controller;
    return (
      <TimeRow
        key={key}
        id={id}
        row={line.key}
        top={top}
        scale={scale}
        reading={reading}
        task={task}
        result={result}
        preview={overlay?.get(id) ?? null}
        baseline={shown.baseline ? (reading.baseline(id) ?? null) : null}
        summary={line.line.hasChildren}
        label={shown.labels || compact ? task.name : ""}
        people={
          compact ? datesOf(result, reading) : shown.labels ? reading.text("assignees", id) : ""
        }
        current={focused === line.key}
        selected={block !== null && place >= block.top && place <= block.bottom}
        hovered={timeline.hovered === id}
        driving={path.tasks.has(id) && path.links.size > 0}
        linkable={timeline.linkingFrom !== null && focused === line.key}
        touched={controller.touches.has(id)}
        collapsed={controller.isFolded(line.key)}
        dim={line.dim}
        colour={colours?.of(id)?.place ?? null}
        drag={dragOf(id)}
        hint={hint === id}
        editable={controller.mayEdit && !compact}
        lead={dragging.mayLead(id)}
        compact={compact}
        away={sides[place - first] !== null}
        t={t}
      />
    );
  }

  return (
    <section
      ref={pane}
      className="hwt-pane"
      aria-label={t("timeline")}
      data-compact={compact || undefined}
      data-float={shown.float || undefined}
      data-dragging={drag?.kind}
      data-open={openTaskId !== null || undefined}
      onPointerDown={press}
      onPointerMove={hover}
      onPointerLeave={() => timeline.hover(null)}
      onKeyDown={onKeyDown}
    >
      <div className="hwt-content" style={{ width: widthOf(scale) }}>
        <Header
          scale={scale}
          left={timeline.left}
          right={timeline.right}
          edge={timeline.edge}
          locale={i18n.language === "en" ? navigator.language : i18n.language}
          firstDay={timeline.firstDay}
          today={today}
        />
        <div className="hwt-body">
          <div
            className="hwt-layer"
            ref={viewport.layer}
            style={{ height: controller.lines.length * rowHeight + viewport.height }}
          >
            <Shades scale={scale} work={work} left={timeline.left} right={timeline.right} />
            <OwnShades
              controller={controller}
              scale={scale}
              work={work}
              left={timeline.left}
              right={timeline.right}
              rowHeight={rowHeight}
              places={places}
            />
            <Months scale={scale} left={timeline.left} right={timeline.right} />
            <Links links={links} driving={path.links} chosen={timeline.link} />
            {rows}
            {shown.progress && (
              <ProgressLine
                controller={controller}
                reading={reading}
                first={first}
                last={last}
                rowHeight={rowHeight}
                scale={scale}
              />
            )}
            {drag?.kind === "link" && (
              <DragLine drag={drag} controller={controller} scale={scale} />
            )}
            <NowLines
              scale={scale}
              now={reading.now}
              status={store.project.status_date}
              labels={nowLabels}
            />
          </div>
          {!compact && (
            <Edges
              controller={controller}
              width={timeline.width}
              places={places}
              sideOf={(place) => sides[place - first] ?? null}
              onShow={onShow}
              t={t}
            />
          )}
        </div>
      </div>
      {drag && <DragTip controller={controller} timeline={timeline} />}
      {timeline.link !== null && (
        <LinkCard key={timeline.link} controller={controller} timeline={timeline} links={links} />
      )}
      <span className="hw-hidden" role="status">
        {said}
      </span>
    </section>
  );
}

/** First and last day, beside the name on a phone. */
function datesOf(result: ScheduleRow, reading: Reading): string {
  const start = reading.shortDate(result.start);
  const finish = reading.shortDate(result.finish, true);
  return start === finish ? start : `${start} – ${finish}`;
}

/** The time line: header, ground, bars, links, and what floats over them. */

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { onlyOf } from "~/here/only";
import { projectWork } from "~/model/calendars";
import { locale } from "~/text/locale";
import type { Colours } from "~/views/colour/colours";
import type { PlanController } from "~/views/grid/controller";
import { useModel } from "~/views/grid/model";
import { type RowKey, taskOf } from "~/views/grid/rows";
import { pressKey } from "../barKeys";
import type { Dragging } from "../dragging";
import { drawnLinks } from "../drawn";
import { drivingPath, NO_PATH } from "../driving";
import { DAY, widthOf } from "../layout";
import { hover, press } from "../pointing";
import type { Shown } from "../shown";
import type { Timeline } from "../timeline";
import { useWheelZoom } from "../wheel";
import { DragLine, DragTip } from "./DragTip";
import { Edges } from "./Edges";
import { Header } from "./Header";
import { LinkCard } from "./LinkCard";
import { Links } from "./Links";
import { OwnShades } from "./OwnShades";
import { ProgressLine } from "./ProgressLine";
import { Months, NowLines, Shades } from "./Shades";
import { useBarFocus } from "./useBarFocus";
import { useSight } from "./useSight";
import { useTimeRows } from "./useTimeRows";

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

export function TimePane(props: TimePaneProps) {
  const { controller, timeline, dragging, shown, colours, compact, openTaskId, onOpenTask } = props;
  const { t } = useTranslation("gantt");
  const { viewport, reading, store } = controller;
  const revision = useModel(controller, (c) => c.revision);
  useModel(viewport, (v) => v.revision);
  useModel(timeline, (m) => m.revision);
  const pane = useRef<HTMLElement>(null);
  const [said, setSaid] = useState("");
  const { scale, overlay, drag, left, right } = timeline;
  const { first, last, rowHeight } = viewport;
  const work = projectWork(store);

  const sides = useSight(pane, controller, timeline, compact);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the plan may have grown
  useEffect(() => timeline.follow(), [timeline, revision]);
  useWheelZoom(pane, timeline);
  useBarFocus(pane, controller);
  const onShow = useCallback(
    (row: RowKey) => {
      controller.goTo({ row });
      const result = store.schedule(taskOf(row) ?? 0);
      if (result) timeline.show(result.start, true);
    },
    [controller, store, timeline],
  );

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
  const places = viewport.inOrder(controller.lines.length);
  const seen = { controller, timeline, shown, colours, compact, path, sides, places, t };
  const rows = useTimeRows(seen);
  const pointing = { controller, timeline, dragging, links, onOpenTask };

  return (
    <section
      ref={pane}
      className="hwt-pane"
      aria-label={t("timeline")}
      data-compact={compact || undefined}
      data-float={shown.float || undefined}
      data-dragging={drag?.kind}
      data-open={openTaskId !== null || undefined}
      onPointerDown={(event) => press(event, pointing)}
      onPointerMove={(event) => hover(event, pointing)}
      onPointerLeave={() => timeline.hover(null)}
      onKeyDown={(event) => {
        if (event.defaultPrevented) return;
        const keys = { controller, timeline, dragging, t, onOpenTask, say: setSaid };
        if (!pressKey(event, keys)) return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <div className="hwt-content" style={{ width: widthOf(scale) }}>
        <Header
          scale={scale}
          left={left}
          right={right}
          edge={timeline.edge}
          locale={locale()}
          firstDay={timeline.firstDay}
          today={Math.floor(reading.now / DAY) * DAY}
        />
        <div className="hwt-body">
          <div
            className="hwt-layer"
            ref={viewport.layer}
            style={{ height: controller.lines.length * rowHeight + viewport.height }}
          >
            <Shades scale={scale} work={work} left={left} right={right} />
            <OwnShades
              controller={controller}
              scale={scale}
              work={work}
              left={left}
              right={right}
              rowHeight={rowHeight}
              places={places}
            />
            <Months scale={scale} left={left} right={right} />
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

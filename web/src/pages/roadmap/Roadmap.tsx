/** Swimlanes of projects over months and quarters; where there is little room, a list. */

import { Tooltip } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { Link } from "@tanstack/react-router";
import { type CSSProperties, type ReactNode, useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { formatMoment } from "~/model/moments";
import { locale } from "~/text/locale";
import { isoDate, planDate } from "~/ui/dates";
import { Sideways } from "~/ui/Sideways";
import { RoadmapList } from "./List";
import {
  type Cell,
  cellsOf,
  type LaidLane,
  layOut,
  minuteOf,
  type Placed,
  type Span,
  spanOf,
  xOf,
} from "./layout";
import type { Lane, Milestone, Phase } from "./query";
import classes from "./Roadmap.module.css";
import { headWords, MARKS, measured, slipText, useWords } from "./words";

const NAMES = 196;
const LINE = 30;
const PAD = 10;
/** Below this width it is a list. */
const NARROW = 640;

/** The view in which a phase or milestone is shown. */
export type View = "/p/$projectId/roadmap" | "/p/$projectId/gantt";

export interface RoadmapProps {
  readonly lanes: readonly Lane[];
  readonly view: View;
}

export function Roadmap({ lanes, view }: RoadmapProps) {
  const { t } = useTranslation("roadmap");
  const { ref, width } = useElementSize<HTMLDivElement>();
  const narrow = width > 0 && width < NARROW;
  return (
    <div ref={ref} className={classes.road}>
      {width > 0 &&
        (narrow ? (
          <RoadmapList lanes={lanes} view={view} />
        ) : (
          <Sideways className={classes.scroll} label={t("timeline")}>
            <Lanes lanes={lanes} view={view} width={width - NAMES - 2} />
          </Sideways>
        ))}
    </div>
  );
}

function Lanes({ lanes, view, width }: RoadmapProps & { width: number }) {
  const span = spanOf(lanes, width, measured);
  const { upper, lower } = cellsOf(span);
  const now = minuteOf(lanes[0]?.now ?? "");
  const x = xOf(span, now);
  const inside = x >= 0 && x <= span.width;
  const lines = useRef<HTMLDivElement>(null);
  // What is now is seen as it opens, however old another project is.
  // biome-ignore lint/correctness/useExhaustiveDependencies: afterwards whoever reads scrolls it himself
  useLayoutEffect(() => {
    const pane = lines.current?.parentElement;
    if (pane && inside && x > width) pane.scrollLeft = x - width / 4;
  }, []);
  return (
    <div ref={lines} className={classes.lanes} style={{ width: NAMES + span.width }}>
      <div className={classes.head} aria-hidden>
        <div className={classes.corner} style={{ width: NAMES }} />
        <div className={classes.times} style={{ width: span.width }}>
          {upper.map((cell) => (
            <Head key={cell.key} cell={cell} upper />
          ))}
          {lower.map((cell) => (
            <Head key={cell.key} cell={cell} />
          ))}
        </div>
      </div>
      {lanes.map((lane) => (
        <LaneRow
          key={lane.id}
          laid={layOut(lane, span, measured)}
          span={span}
          lower={lower}
          view={view}
        />
      ))}
      {inside && <Today x={NAMES + x} words={planDate(now)} />}
    </div>
  );
}

function Head({ cell, upper }: { cell: Cell; upper?: boolean }) {
  return (
    <span
      className={upper ? classes.quarter : classes.month}
      style={{ left: cell.x, width: cell.width }}
    >
      {cell.width > 30 && headWords(cell, upper === true)}
    </span>
  );
}

function Today({ x, words }: { x: number; words: string }) {
  const { t } = useTranslation("roadmap");
  return (
    <div className={classes.today} style={{ left: x }}>
      <span>{t("today", { date: words })}</span>
    </div>
  );
}

interface LaneRowProps {
  readonly laid: LaidLane;
  readonly span: Span;
  readonly lower: readonly Cell[];
  readonly view: View;
}

function LaneRow({ laid, span, lower, view }: LaneRowProps) {
  const { t } = useTranslation("roadmap");
  const { lane } = laid;
  const top = (line: number): number => PAD + line * LINE;
  return (
    <section
      className={classes.lane}
      aria-label={lane.name}
      data-health={lane.health}
      style={{ height: Math.max(86, laid.lines * LINE + 2 * PAD) }}
    >
      <div className={classes.name} style={{ width: NAMES }}>
        <LaneTitle lane={lane} />
      </div>
      <ul className={classes.parts} style={{ width: span.width }}>
        {lower.map((cell) => (
          <li key={`g${cell.key}`} className={classes.line} style={{ left: cell.x }} aria-hidden />
        ))}
        {laid.bars.map((bar) => (
          <Bar key={bar.part.task_id} bar={bar} top={top(bar.line)} lane={lane} view={view} />
        ))}
        {laid.stones.map((one) => (
          <Stone key={one.part.task_id} one={one} top={top(one.line)} lane={lane} view={view} />
        ))}
        {laid.bars.length + laid.stones.length === 0 && (
          <li className={classes.nothing}>{t("nothing")}</li>
        )}
      </ul>
    </section>
  );
}

export function LaneTitle({ lane }: { lane: Lane }) {
  const { t } = useTranslation("roadmap");
  const slip = slipText(lane.slip_minutes, lane.minutes_per_day, t);
  return (
    <>
      <h3>
        <Link to="/p/$projectId/gantt" params={{ projectId: String(lane.id) }}>
          {lane.name}
        </Link>
      </h3>
      <Tooltip label={lane.reason}>
        <p className={classes.health} data-health={lane.health}>
          <span aria-hidden>{MARKS[lane.health]}</span> {t(`health.${lane.health}`)} ·{" "}
          {t("done", { percent: lane.percent_complete })}
        </p>
      </Tooltip>
      <p className="hw-num">
        {t("finish", { date: isoDate(lane.finish) })}
        {slip && `, ${slip}`}
      </p>
    </>
  );
}

interface PartProps {
  readonly top: number;
  readonly lane: Lane;
  readonly view: View;
}

function Bar({ bar, top, lane, view }: PartProps & { bar: Placed<Phase> }) {
  const { part, x, width, planned, beside } = bar;
  return (
    <li
      className={classes.bar}
      data-health={part.health}
      data-level={part.level || undefined}
      style={{ left: x, top, width }}
    >
      <Part lane={lane} part={part} view={view}>
        <span className={classes.done} style={{ width: `${part.percent_complete}%` }} />
        <span className={classes.label} data-beside={beside ?? undefined}>
          <span className={classes.mark} aria-hidden>
            {MARKS[part.health]}
          </span>
          {part.name}
        </span>
      </Part>
      {planned !== null && (
        <span
          className={classes.slip}
          style={between(planned - x, width)}
          data-back={planned > x + width || undefined}
          aria-hidden
        />
      )}
    </li>
  );
}

function Stone({ one, top, lane, view }: PartProps & { one: Placed<Milestone> }) {
  const { part, x, planned, beside } = one;
  return (
    <li
      className={classes.stone}
      data-health={part.health}
      data-beside={beside ?? undefined}
      style={{ left: x, top }}
    >
      {planned !== null && (
        <>
          <span className={classes.moved} style={between(planned - x, 0)} aria-hidden />
          <span className={classes.ghost} style={{ left: planned - x }} aria-hidden />
        </>
      )}
      <Part lane={lane} part={part} view={view}>
        <span className={classes.diamond} />
        <span className={classes.mark} aria-hidden>
          {MARKS[part.health]}
        </span>
        <span
          className={classes.words}
          style={planned !== null && beside === "left" ? { right: x - planned + 20 } : undefined}
        >
          <span className="hw-num">{formatMoment(minuteOf(part.finish), "short", locale())}</span>{" "}
          {part.name}
        </span>
      </Part>
    </li>
  );
}

/** A phase or milestone: a link that says all of it, by pointer and to those who do not see it. */
function Part(props: { lane: Lane; part: Phase | Milestone; view: View; children: ReactNode }) {
  const { lane, part, view, children } = props;
  const words = useWords(lane, part);
  return (
    <Tooltip label={words} multiline maw={320} openDelay={250}>
      <Link
        to={view}
        params={{ projectId: String(lane.id) }}
        search={{ task: part.task_id }}
        aria-label={words}
      >
        {children}
      </Link>
    </Tooltip>
  );
}

function between(a: number, b: number): CSSProperties {
  return { left: Math.min(a, b), width: Math.abs(b - a) };
}

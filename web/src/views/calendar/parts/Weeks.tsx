/** Weeks under each other: days as the ground, entries as bars over them. */

import { Popover } from "@mantine/core";
import { type ReactNode, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { civilOf, DAY, formatMoment } from "~/model/moments";
import type { ProjectStore } from "~/store/types";
import { locale } from "~/text/locale";
import type { Carry } from "../carry";
import type { Entry, EntryGroup } from "../entries";
import { type Band, bandsOf, fitting, type Segment, segmentsOf, WEEK } from "../layout";
import { faceOf } from "../words";
import { Bar, type BarProps } from "./Bar";
import { Day } from "./Day";

export interface WeeksProps extends Pick<BarProps, "onPress" | "onKey" | "onOpen"> {
  readonly store: ProjectStore;
  readonly carry: Carry;
  readonly weeks: readonly number[];
  /** One week, of which all is shown. */
  readonly whole: boolean;
  readonly compact: boolean;
  readonly entries: readonly Entry[];
  /** The same in groups, which a whole week shows under each other. */
  readonly groups: readonly EntryGroup[] | null;
  /** Whether they come in the order in which they are to stand on a day. */
  readonly sorted: boolean;
  readonly day: number;
  readonly today: number;
  readonly now: number;
  readonly holidays: ReadonlyMap<number, string>;
  readonly isOff: (day: number) => boolean;
  readonly inMonth: (day: number) => boolean;
  readonly openTaskId: number | null;
  readonly makes: boolean;
  readonly target: number | null;
  /** The first and last of the days that are chosen for a new task. */
  readonly pulled: readonly [number, number] | null;
  readonly onDayPress: Parameters<typeof Day>[0]["onPress"];
  readonly onDayKey: Parameters<typeof Day>[0]["onKey"];
  readonly onDayFocus: (day: number) => void;
  readonly onDayClick: (day: number) => void;
  readonly onMore: (day: number) => void;
  /** What hangs on a day, and on which. */
  readonly pop: { readonly day: number; readonly content: ReactNode } | null;
  readonly onPopClose: () => void;
}

const HEAD = 28;
const LANE = 24;
/** Lanes beyond the visible ones that are drawn. */
const AHEAD = 6;

export function Weeks(props: WeeksProps) {
  const { weeks, whole, compact, entries, groups, sorted } = props;
  const frame = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ height: 0, top: 0 });
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const look = (): void => {
      setSize((before) => {
        const next = { height: element.clientHeight, top: whole ? element.scrollTop : 0 };
        return before.height === next.height && before.top === next.top ? before : next;
      });
    };
    look();
    const watch = new ResizeObserver(look);
    watch.observe(element);
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      watch.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, [whole]);
  const placed = useMemo(
    () =>
      weeks.map((first) =>
        whole && groups
          ? bandsOf(groups, first, sorted)
          : { segments: segmentsOf(entries, first, WEEK, sorted), bands: [] },
      ),
    [weeks, whole, entries, groups, sorted],
  );
  const least = compact ? 56 : HEAD + 2 * LANE + 4;
  const fill = compact ? 0 : Math.floor(size.height / Math.max(1, weeks.length));
  const row = Math.max(least, fill);
  const lanes = whole ? Number.POSITIVE_INFINITY : Math.max(1, Math.floor((row - HEAD - 2) / LANE));
  return (
    <>
      <div className="hwc-weekdays" aria-hidden>
        {Array.from({ length: WEEK }, (_, n) => {
          const moment = ((weeks[0] ?? 0) + n) * DAY;
          return <span key={moment % (7 * DAY)}>{weekday(moment, compact)}</span>;
        })}
      </div>
      <div className="hwc-weeks" ref={frame} data-compact={compact || undefined}>
        {weeks.map((first, place) => (
          <Week
            key={first}
            {...props}
            first={first}
            row={row}
            lanes={lanes}
            segments={placed[place]?.segments ?? []}
            bands={placed[place]?.bands ?? []}
            window={whole ? windowOf(size) : null}
          />
        ))}
      </div>
    </>
  );
}

function weekday(moment: number, narrow: boolean): string {
  const width = narrow ? "narrow" : "short";
  return new Intl.DateTimeFormat(locale(), { weekday: width, timeZone: "UTC" }).format(
    moment * 60_000,
  );
}

function windowOf(size: { height: number; top: number }): readonly [number, number] {
  const from = Math.floor((size.top - HEAD) / LANE) - AHEAD;
  return [from, from + Math.ceil(size.height / LANE) + 2 * AHEAD + 1];
}

interface WeekProps extends WeeksProps {
  readonly first: number;
  readonly row: number;
  readonly lanes: number;
  readonly segments: readonly Segment<Entry>[];
  readonly bands: readonly Band[];
  /** The lanes that are in sight, where not all are. */
  readonly window: readonly [number, number] | null;
}

function Week(props: WeekProps) {
  const { first, row, lanes, segments, compact, carry, store, day: current } = props;
  const { t } = useTranslation("calendar");
  const { shown, more } = useMemo(
    () => (Number.isFinite(lanes) ? fitting(segments, lanes) : { shown: segments, more: [] }),
    [segments, lanes],
  );
  const counts = useMemo(() => countsOf(segments), [segments]);
  const used = segments.reduce((most, one) => Math.max(most, one.lane + 1), 0);
  const { window, pulled } = props;
  const drawn = window
    ? shown.filter((one) => one.lane >= window[0] && one.lane <= window[1])
    : shown;
  const height = Number.isFinite(lanes) ? row : Math.max(row, HEAD + (used + 1) * LANE);
  return (
    <div className="hwc-week" style={{ height }}>
      <div className="hwc-days">
        {Array.from({ length: WEEK }, (_, n) => {
          const day = first + n;
          return (
            <Day
              key={day}
              day={day}
              count={counts[n] ?? 0}
              off={props.isOff(day)}
              holiday={props.holidays.get(day) ?? ""}
              today={day === props.today}
              outside={!props.inMonth(day)}
              current={day === current}
              target={
                day === props.target || (pulled !== null && day >= pulled[0] && day <= pulled[1])
              }
              monthName={!compact && civilOf(day * DAY).day === 1}
              makes={props.makes && !compact}
              onPress={props.onDayPress}
              onKey={props.onDayKey}
              onFocus={props.onDayFocus}
              onClick={props.onDayClick}
            >
              {compact && <Dots segments={segments} place={n} store={store} />}
              {props.pop?.day === day && (
                <Popover
                  opened
                  position="bottom-start"
                  withinPortal
                  withRoles={false}
                  trapFocus
                  width={320}
                  onChange={(open) => {
                    if (!open) props.onPopClose();
                  }}
                  onClose={props.onPopClose}
                >
                  <Popover.Target>
                    <span className="hwc-anchor" />
                  </Popover.Target>
                  <Popover.Dropdown
                    role="dialog"
                    aria-label={formatMoment(day * DAY, "weekday", locale())}
                  >
                    {props.pop.content}
                  </Popover.Dropdown>
                </Popover>
              )}
            </Day>
          );
        })}
      </div>
      {!compact && (
        <div className="hwc-bars">
          {props.bands.map(({ key, label, lane, count }) => (
            <h3 key={key} className="hwc-band" style={{ top: HEAD + lane * LANE }}>
              <bdi>{label}</bdi> <span className="hwc-band-count">{count}</span>
            </h3>
          ))}
          {drawn.map((segment) => {
            const { entry, from, to } = segment;
            const on = current - first;
            return (
              <Bar
                key={entry.key}
                segment={segment}
                face={faceOf(store, entry, props.now, t)}
                top={HEAD + segment.lane * LANE}
                carried={carry.drag?.id === entry.id && entry.kind !== "deadline"}
                moved={movedBy(carry, store, entry)}
                open={props.openTaskId === entry.id && entry.kind !== "leave"}
                stop={on >= from && on <= to && entry.kind !== "leave"}
                movable={
                  (entry.kind === "task" || entry.kind === "milestone") && carry.may(entry.id)
                }
                lead={entry.kind === "task" && carry.mayLead(entry.id)}
                onPress={props.onPress}
                onKey={props.onKey}
                onOpen={props.onOpen}
              />
            );
          })}
          {more.map((count, n) =>
            count > 0 ? (
              <button
                // biome-ignore lint/suspicious/noArrayIndexKey: a day of the week is its place
                key={n}
                type="button"
                className="hwc-more"
                tabIndex={first + n === current ? 0 : -1}
                aria-label={t("day.moreLabel", {
                  count,
                  date: formatMoment((first + n) * DAY, "weekday", locale()),
                })}
                style={{
                  insetInlineStart: `${(n / WEEK) * 100}%`,
                  top: HEAD + (lanes - 1) * LANE,
                }}
                onClick={() => props.onMore(first + n)}
              >
                {t("day.more", { count })}
              </button>
            ) : null,
          )}
        </div>
      )}
    </div>
  );
}

/** Whether what is carried moves this one as well. */
function movedBy(carry: Carry, store: ProjectStore, entry: Entry): boolean {
  if (!carry.dates || entry.kind === "deadline" || entry.kind === "leave") return false;
  const then = carry.dates.get(entry.id);
  const now = store.schedule(entry.id);
  return (
    then !== undefined &&
    now !== undefined &&
    (then.start !== now.start || then.finish !== now.finish)
  );
}

function countsOf(segments: readonly Segment<Entry>[]): number[] {
  const counts = new Array<number>(WEEK).fill(0);
  for (const { entry, from, to } of segments) {
    if (entry.kind === "leave") continue;
    for (let day = from; day <= to; day++) counts[day] = (counts[day] ?? 0) + 1;
  }
  return counts;
}

const MOST_DOTS = 4;

/** On a phone a day says by dots that something is there. */
function Dots(props: { segments: readonly Segment<Entry>[]; place: number; store: ProjectStore }) {
  const here = props.segments.filter(({ from, to }) => from <= props.place && to >= props.place);
  return (
    <span className="hwc-dots" aria-hidden>
      {here.slice(0, MOST_DOTS).map(({ entry }) => {
        const row = entry.kind === "leave" ? undefined : props.store.schedule(entry.id);
        const done = (row?.percent_complete ?? 0) >= 100;
        return (
          <span
            key={entry.key}
            data-kind={entry.kind}
            data-critical={(row?.critical && !done) || undefined}
            data-done={done || undefined}
          />
        );
      })}
    </span>
  );
}

/** The plan as a calendar: month, week or agenda, drawn from the store. */

import { Button, Modal } from "@mantine/core";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLook } from "~/here/look";
import { projectWork } from "~/model/calendars";
import { Matches } from "~/model/filters-match";
import { groupingFrom, groupsBy } from "~/model/grouping";
import { DAY, dayOf, formatMoment, momentNow } from "~/model/moments";
import { orderOf } from "~/model/sorting";
import { firstWeekday, weekOf } from "~/model/week";
import { useRevision, useSession } from "~/store/react";
import type { ProjectStore } from "~/store/types";
import { locale } from "~/text/locale";
import { planRange } from "~/ui/dates";
import { ColourLegend } from "~/views/colour/ColourLegend";
import { useAdmitted } from "~/views/filter/admitted";
import { FilterBar } from "~/views/filter/FilterBar";
import { useFields } from "~/views/filter/fields";
import { groupLabel } from "~/views/filter/words";
import { useModel } from "~/views/grid/model";
import type { PlanViewProps } from "~/views/grid/props";
import { recall, remember } from "~/views/grid/remember";
import { Carry } from "./carry";
import {
  AT_FIRST,
  type Dates,
  type Entry,
  entriesOf,
  groupedEntries,
  holidaysOf,
  type Layer,
  type Layers,
  orderedEntries,
} from "./entries";
import { type Span, useHandling } from "./handling";
import { monthsOn, monthWeeks, sameMonth, WEEK } from "./layout";
import { Agenda } from "./parts/Agenda";
import { Composer } from "./parts/Composer";
import { Grouped } from "./parts/Grouped";
import { Tip } from "./parts/Tip";
import { MODES, type Mode, ShowTools, TimeTools } from "./parts/Toolbar";
import { Weeks } from "./parts/Weeks";
import "../grid/grid.css";
import "./calendar.css";

const COMPACT = 640;

function isMode(value: unknown): value is Mode {
  return MODES.includes(value as Mode);
}

function isLayers(value: unknown): value is Partial<Layers> {
  return typeof value === "object" && value !== null;
}

/** The day to begin with: today, or where the plan is nearest to it. */
function firstDay(store: ProjectStore, today: number): number {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const row of store.schedules().values()) {
    from = Math.min(from, row.start);
    to = Math.max(to, row.finish);
  }
  if (from > to) return today;
  return Math.min(Math.max(today, dayOf(from)), dayOf(to));
}

/** The plan's dates with those of a preview over them; what is carried moves before its answer. */
function shownDates(carry: Carry): Dates | null {
  const { drag, dates } = carry;
  if (!drag || dates) return dates;
  const { before } = drag;
  const start = drag.start;
  const finish = drag.kind === "resize" ? drag.finish : before.finish + (start - before.start);
  return new Map([[drag.id, { ...before, start, finish }]]);
}

type Pop = { readonly kind: "make" | "list"; readonly day: number; readonly last: number };

export function CalendarView({ onOpenTask, openTaskId, reveal }: PlanViewProps) {
  const { t } = useTranslation("calendar");
  const session = useSession();
  const { store } = session;
  const revision = useRevision();
  const root = useRef<HTMLDivElement>(null);
  const carry = useMemo(() => new Carry(session), [session]);
  const carried = useModel(carry, (model) => model.revision);

  const now = momentNow(store.project.zone || undefined);
  const today = dayOf(now);
  const first = useMemo(() => firstWeekday(locale()), []);
  const looked = useLook();
  const [mode, setMode] = useState<Mode>(() => recall("calendar.mode", "month", isMode));
  const [layers, setLayers] = useState<Layers>(() => ({
    ...AT_FIRST,
    ...recall("calendar.layers", {}, isLayers),
  }));
  /** The day that has the keyboard, and one of the month or week that is shown. */
  const [day, setDay] = useState(() => firstDay(store, today));
  const [anchor, setAnchor] = useState(day);
  const [pop, setPop] = useState<Pop | null>(null);
  const [compact, setCompact] = useState(false);

  useEffect(() => () => carry.cancel(), [carry]);
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    const watch = new ResizeObserver(([entry]) =>
      setCompact((entry?.contentRect.width ?? COMPACT) < COMPACT),
    );
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  const show = useCallback((one: number): void => {
    setDay(one);
    setAnchor(one);
  }, []);
  // What was shown in another view says nothing of where one wants to begin here.
  const revealed = useRef(reveal);
  useEffect(() => {
    if (reveal === revealed.current) return;
    revealed.current = reveal;
    const row = typeof reveal === "number" ? store.schedule(reveal) : undefined;
    if (row) show(dayOf(row.start));
  }, [reveal, store, show]);
  // What is in sight stays where it is: another month comes only with a day that is not.
  const go = useCallback(
    (one: number): void => {
      setDay(one);
      setAnchor((before) => (inSight(before, one, mode, first) ? before : one));
    },
    [mode, first],
  );

  // As a number, so that the weeks stay the same object while the keyboard moves in them.
  const month = mode === "week" ? weekOf(anchor, first) : (monthWeeks(anchor, first)[0] ?? anchor);
  const weeks = useMemo(
    () => (mode === "week" ? [month] : monthWeeks(month + WEEK, first)),
    [mode, month, first],
  );
  const from = weeks[0] ?? day;
  const to = (weeks.at(-1) ?? day) + WEEK - 1;
  const midMonth = from + WEEK;
  const listed = mode === "agenda" || (compact && mode === "week");
  const [begin, end] = mode === "agenda" ? monthOf(midMonth) : [from, to];

  const matches = useMemo(() => new Matches(), []);
  const { filter, text, group, sort } = looked.look;
  const admitted = useAdmitted(looked.look);
  const fields = useFields();
  const fits = useMemo(
    () => (looked.filtering ? matches.find(filter, text, fields) : null),
    [looked.filtering, filter, text, matches, fields],
  );
  const unfit = useMemo(
    () => new Set([...admitted.ids].filter((id) => fits !== null && !fits.has(id))),
    [admitted.ids, fits],
  );
  const order = useMemo(() => orderOf(sort, fields), [sort, fields]);
  const grouping = useMemo(() => groupingFrom(group, fields), [group, fields]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `revision` stands for the store, `carried` for what is carried
  const found = useMemo(() => {
    const only = fits && unfit.size > 0 ? new Set([...fits, ...unfit]) : fits;
    const all = entriesOf(store, layers, begin, end, shownDates(carry), only);
    return order ? orderedEntries(all, order) : all;
  }, [store, revision, carry, carried, layers, begin, end, fits, unfit, order]);
  const groups = useMemo(() => {
    if (!grouping) return null;
    const label = (key: string) => groupLabel(grouping, key, fields);
    return groupedEntries(
      found,
      groupsBy(grouping, fields),
      label,
      grouping.field.key === "assignee",
    );
  }, [grouping, fields, found]);
  const entries = useMemo(() => groups?.flatMap((one) => one.entries) ?? found, [groups, found]);
  const headOf = useMemo(() => {
    if (!groups) return null;
    const heads = new Map(
      groups.flatMap(({ label, entries }) => entries.map((one) => [one.key, label] as const)),
    );
    return (entry: Entry) => heads.get(entry.key) ?? "";
  }, [groups]);
  const sorted = order !== null || groups !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the calendars are the store's
  const holidays = useMemo(
    () => (layers.holidays ? holidaysOf(store, begin, end) : new Map<number, string>()),
    [store, revision, layers.holidays, begin, end],
  );
  const work = projectWork(store);
  const isOff = (one: number): boolean => layers.holidays && !work.worksOn(one);

  const onOpen = useCallback(
    (entry: Entry) => {
      if (entry.kind === "leave") return;
      setPop(null);
      onOpenTask(entry.id);
    },
    [onOpenTask],
  );
  const onStep = useCallback(
    (by: number) => show(mode === "week" ? anchor + by * WEEK : monthsOn(anchor, by)),
    [mode, anchor, show],
  );
  const makes = store.may("plan.edit");
  const onSpan = (...[one, last]: Span) => {
    go(last);
    setPop({ kind: "make", day: one, last });
  };
  const handling = useHandling({
    root,
    carry,
    day,
    first,
    today,
    onDay: go,
    onStep,
    onOpen,
    onSpan: makes ? onSpan : null,
  });
  const { pulled } = handling;
  // The panel was opened from here: what opened it has the keyboard again once it is closed.
  const before = useRef(openTaskId);
  useEffect(() => {
    const closed = openTaskId === null ? before.current : null;
    before.current = openTaskId;
    if (closed === null) return;
    const frame = requestAnimationFrame(() => {
      if (document.activeElement !== document.body) return;
      root.current?.querySelector<HTMLElement>(`[data-entry="${closed}"]`)?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, [openTaskId]);
  const onDayClick = useCallback(
    (one: number) => {
      go(one);
      if (compact) return;
      const [from, to] = pulled && one >= pulled[0] && one <= pulled[1] ? pulled : [one, one];
      setPop({ kind: makes ? "make" : "list", day: from, last: to });
    },
    [compact, makes, go, pulled],
  );
  const close = (): void => {
    if (!pop) return;
    setPop(null);
    if (!listed) handling.focusDay(pop.day);
  };
  const onLayer = (layer: Layer): void => {
    const next = { ...layers, [layer]: !layers[layer] };
    setLayers(next);
    remember("calendar.layers", next);
  };
  const onDay = (one: number): Entry[] =>
    entries.filter((entry) => entry.first <= one && entry.last >= one);

  const title =
    mode === "week"
      ? planRange(from * DAY, to * DAY)
      : formatMoment(midMonth * DAY, "month", locale());
  const content =
    pop &&
    (pop.kind === "make" ? (
      <Composer
        day={pop.day}
        last={pop.last}
        look={looked.look}
        onAdded={admitted.admit}
        onClose={close}
      />
    ) : (
      <Grouped
        entries={onDay(pop.day)}
        headOf={headOf}
        now={now}
        label={formatMoment(pop.day * DAY, "weekday", locale())}
        onOpen={onOpen}
      />
    ));
  const empty = store.outline().length === 0;
  return (
    <div className="hwc-view" data-view="calendar" ref={root} data-compact={compact || undefined}>
      <FilterBar
        label={t("tools")}
        looked={looked}
        parts={{ kind: "calendar" }}
        count={fits?.size ?? store.outline().length}
        total={store.outline().length}
        unfit={unfit}
        before={<TimeTools title={title} mode={mode} onStep={onStep} onToday={() => show(today)} />}
      >
        <ShowTools
          mode={mode}
          layers={layers}
          onMode={(next) => {
            setMode(next);
            setAnchor(day);
            remember("calendar.mode", next);
          }}
          onLayer={onLayer}
          // On a phone the list of the chosen day has a button of its own.
          onMake={
            makes && !(compact && mode === "month")
              ? () => setPop({ kind: "make", day, last: day })
              : null
          }
        />
      </FilterBar>
      <ColourLegend />
      {empty && !pop && <p className="hwc-first">{t(makes ? "first" : "firstRead")}</p>}
      {listed ? (
        <Agenda
          entries={entries}
          headOf={headOf}
          sorted={sorted}
          from={begin}
          to={end}
          today={today}
          now={now}
          holidays={holidays}
          onOpen={onOpen}
          onKey={handling.onEntryKey}
          onMake={makes ? (one) => setPop({ kind: "make", day: one, last: one }) : null}
        />
      ) : (
        <Weeks
          store={store}
          carry={carry}
          weeks={weeks}
          whole={mode === "week"}
          compact={compact}
          entries={entries}
          groups={groups}
          sorted={sorted}
          day={day}
          today={today}
          now={now}
          holidays={holidays}
          isOff={isOff}
          inMonth={(one) => mode === "week" || sameMonth(one, midMonth)}
          openTaskId={openTaskId}
          makes={makes}
          target={handling.target}
          pulled={pulled ?? (pop && pop.last > pop.day ? [pop.day, pop.last] : null)}
          onDayPress={handling.pressDay}
          onPress={handling.press}
          onKey={handling.onEntryKey}
          onOpen={onOpen}
          onDayKey={handling.onDayKey}
          onDayFocus={go}
          onDayClick={onDayClick}
          onMore={(one) => setPop({ kind: "list", day: one, last: one })}
          pop={pop && !compact ? { day: pop.day, content } : null}
          onPopClose={close}
        />
      )}
      {compact && mode === "month" && (
        <section className="hwc-chosen" aria-label={formatMoment(day * DAY, "weekday", locale())}>
          <h2>
            {formatMoment(day * DAY, "weekday", locale())}
            {holidays.has(day) && <bdi className="hwc-holiday">{holidays.get(day)}</bdi>}
          </h2>
          {onDay(day).length === 0 ? (
            <p className="hwc-none">{t("agenda.free")}</p>
          ) : (
            <Grouped
              entries={onDay(day)}
              headOf={headOf}
              now={now}
              label={t("day.list")}
              onOpen={onOpen}
            />
          )}
          {makes && (
            <Button onClick={() => setPop({ kind: "make", day, last: day })}>
              {t("make.here")}
            </Button>
          )}
        </section>
      )}
      {pop && (compact || listed) && (
        <Modal
          opened
          onClose={close}
          title={t("make.title")}
          closeButtonProps={{ "aria-label": t("close") }}
        >
          {content}
        </Modal>
      )}
      <span className="hw-hidden" role="status">
        {pulled && t("make.days", { days: planRange(pulled[0] * DAY, pulled[1] * DAY) })}
      </span>
      {carry.drag && <Tip carry={carry} byKeys={handling.byKeys} />}
      {!compact && !listed && <p className="hwc-keys">{t("keys")}</p>}
    </div>
  );
}

/** Whether a day is shown where `anchor` is. */
function inSight(anchor: number, day: number, mode: Mode, first: number): boolean {
  const from = mode === "week" ? weekOf(anchor, first) : (monthWeeks(anchor, first)[0] ?? anchor);
  const weeks = mode === "week" ? 1 : monthWeeks(anchor, first).length;
  return day >= from && day < from + weeks * WEEK;
}

/** The first and the last day of the month that a day is in. */
function monthOf(day: number): readonly [number, number] {
  const next = monthsOn(day, 1);
  const date = (one: number): number => new Date(one * 86_400_000).getUTCDate();
  const begin = day - date(day) + 1;
  return [begin, next - date(next)];
}

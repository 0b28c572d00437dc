/** One calendar: its name, what it refines, its week, and the days that are otherwise. */

import { Button, NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CalendarRow } from "~/protocol/tables.generated";
import { locale } from "~/text/locale";
import { fromDateInput, planDate, toDateInput } from "~/ui/dates";
import { Fields, Section } from "~/ui/Page";
import { SavedInput } from "~/ui/SavedInput";
import classes from "./CalendarsPage.module.css";
import { type Interval, readIntervals, writeIntervals } from "./intervals";

const DAY = 1440;

interface Exception {
  name: string;
  /** Days since 1970-01-01, both included. */
  first: number;
  last: number;
  intervals: Interval[];
}

type Week = (Interval[] | null)[];

/** Monday first, as in the calendar's week; 2024-01-01 was a Monday. */
const weekday = (day: number) =>
  new Intl.DateTimeFormat(locale(), { weekday: "long", timeZone: "UTC" }).format(
    Date.UTC(2024, 0, 1 + day),
  );

export function CalendarEditor(props: {
  calendar: CalendarRow;
  calendars: readonly CalendarRow[];
  edits: boolean;
  onChange: (fields: Partial<CalendarRow>) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation("calendars");
  const { calendar, edits, onChange } = props;
  const week = (calendar.week ?? []) as Week;
  const exceptions = [...((calendar.exceptions ?? []) as Exception[])].sort(
    (a, b) => a.first - b.first,
  );

  /** What the refined calendar says of a day, through all that it refines itself. */
  const inherited = (day: number): string => {
    const seen = new Set<number>();
    let above = props.calendars.find((one) => one.id === calendar.base_id);
    while (above && !seen.has(above.id)) {
      seen.add(above.id);
      const { base_id, name } = above;
      const intervals = ((above.week ?? []) as Week)[day];
      if (intervals) {
        return t("asBase", {
          name,
          times: intervals.length ? writeIntervals(intervals) : t("off"),
        });
      }
      above = props.calendars.find((one) => one.id === base_id);
    }
    return t("off");
  };

  const setDay = (day: number, intervals: Interval[] | null) => {
    const next = Array.from({ length: 7 }, (_, place) => week[place] ?? null);
    next[day] = intervals;
    onChange({ week: next });
  };

  return (
    <fieldset className={classes.editor} disabled={!edits}>
      <Fields>
        <SavedInput
          label={t("name")}
          value={calendar.name}
          required
          maxLength={200}
          onSave={(name) => onChange({ name })}
        />
        <NativeSelect
          label={t("base")}
          description={t("baseText")}
          value={String(calendar.base_id ?? "")}
          onChange={(event) => onChange({ base_id: Number(event.currentTarget.value) || null })}
          data={[
            { value: "", label: t("noBase") },
            ...props.calendars
              .filter((one) => one.id !== calendar.id)
              .map((one) => ({ value: String(one.id), label: one.name })),
          ]}
        />
      </Fields>
      <Section title={t("week")} text={t("weekText")} level={3}>
        <div className={classes.week}>
          {Array.from({ length: 7 }, (_, day) => {
            const intervals = week[day] ?? null;
            const inherits = intervals === null && calendar.base_id !== null;
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a week's days have no other key
              <div key={day} className={classes.day}>
                <span>{weekday(day)}</span>
                <SavedInput
                  label={t("timesOf", { day: weekday(day) })}
                  hideLabel
                  value={intervals ? writeIntervals(intervals) : ""}
                  placeholder={inherits ? inherited(day) : t("off")}
                  check={(text) => (readIntervals(text) ? "" : t("timesWrong"))}
                  onSave={(text) => setDay(day, readIntervals(text))}
                />
                {calendar.base_id !== null && intervals !== null && (
                  <Button size="compact-xs" variant="subtle" onClick={() => setDay(day, null)}>
                    {t("takeBase")}
                  </Button>
                )}
              </div>
            );
          })}
        </div>
      </Section>
      <Exceptions
        list={exceptions}
        edits={edits}
        onChange={(next) => onChange({ exceptions: next })}
      />
      {edits && (
        <Section title={t("remove")} text={t("removeText")} level={3}>
          <Button onClick={props.onRemove}>{t("removeDo")}</Button>
        </Section>
      )}
    </fieldset>
  );
}

function Exceptions(props: {
  list: readonly Exception[];
  edits: boolean;
  onChange: (list: Exception[]) => void;
}) {
  const { t } = useTranslation("calendars");
  const [error, setError] = useState("");
  const today = Math.floor(Date.now() / 86_400_000);
  const [past, setPast] = useState(false);
  const shown = past ? props.list : props.list.filter((one) => one.last >= today - 31);

  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const data = new FormData(form);
    const first = fromDateInput(String(data.get("first")), 0);
    const last = fromDateInput(String(data.get("last")), 0) ?? first;
    const intervals = readIntervals(String(data.get("times")));
    if (first === null || last === null) return setError(t("firstMissing"));
    if (last < first) return setError(t("lastBefore"));
    if (!intervals) return setError(t("timesWrong"));
    setError("");
    const name = String(data.get("name")).trim();
    props.onChange([...props.list, { name, first: first / DAY, last: last / DAY, intervals }]);
    form.reset();
  };

  return (
    <Section title={t("exceptions")} text={t("exceptionsText")} level={3}>
      {props.edits && (
        <form className={classes.add} onSubmit={add}>
          <TextInput name="name" label={t("exceptionName")} maxLength={200} />
          <TextInput name="first" type="date" label={t("first")} required defaultValue="" />
          <TextInput name="last" type="date" label={t("last")} />
          <TextInput name="times" label={t("times")} placeholder={t("off")} />
          <Button type="submit">{t("addException")}</Button>
        </form>
      )}
      {error && (
        <p role="alert" className={classes.error}>
          {error}
        </p>
      )}
      <ul className={classes.exceptions}>
        {shown.map((one) => (
          <li key={`${one.first}-${one.last}-${one.name}`}>
            <span className={`hw-num ${classes.when}`}>
              {planDate(one.first * DAY)}
              {one.last !== one.first && ` – ${planDate(one.last * DAY)}`}
            </span>
            <span className="hw-ellipsis">{one.name}</span>
            <span className="hw-dim">
              {one.intervals.length ? writeIntervals(one.intervals) : t("off")}
            </span>
            {props.edits && (
              <Button
                size="compact-xs"
                variant="subtle"
                aria-label={t("removeException", {
                  name: one.name || toDateInput(one.first * DAY),
                })}
                onClick={() => props.onChange(props.list.filter((other) => other !== one))}
              >
                {t("removeShort")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {props.list.length > shown.length && (
        <Button variant="subtle" onClick={() => setPast(true)}>
          {t("past", { count: props.list.length - shown.length })}
        </Button>
      )}
    </Section>
  );
}

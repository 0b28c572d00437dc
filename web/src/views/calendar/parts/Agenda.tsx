/** A stretch of days as a list: each entry on the day on which it begins. */

import { Button } from "@mantine/core";
import { type KeyboardEvent, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { DAY, formatMoment } from "~/model/moments";
import { locale } from "~/text/locale";
import type { Entry } from "../entries";
import { Grouped } from "./Grouped";

interface AgendaProps {
  readonly entries: readonly Entry[];
  readonly headOf: ((entry: Entry) => string) | null;
  /** Whether they come in the order in which they are to stand on a day. */
  readonly sorted: boolean;
  readonly from: number;
  readonly to: number;
  readonly today: number;
  readonly now: number;
  readonly holidays: ReadonlyMap<number, string>;
  readonly onOpen: (entry: Entry) => void;
  readonly onKey: (event: KeyboardEvent<HTMLElement>, entry: Entry) => void;
  readonly onMake: ((day: number) => void) | null;
}

/** Entries that are listed at once. */
const PAGE = 200;

export function Agenda(props: AgendaProps) {
  const { entries, headOf, sorted, from, to, today, now, holidays } = props;
  const { t } = useTranslation("calendar");
  const [most, setMost] = useState(PAGE);
  const days = useMemo(() => {
    const begins = (entry: Entry) => Math.max(from - 1, entry.first);
    const ordered = [...entries].sort((a, b) =>
      sorted ? begins(a) - begins(b) : a.first - b.first || a.last - b.last,
    );
    const found = new Map<number, Entry[]>();
    for (const entry of ordered.slice(0, most)) {
      const day = begins(entry);
      const list = found.get(day);
      if (list) list.push(entry);
      else found.set(day, [entry]);
    }
    for (const day of [...holidays.keys(), today]) {
      if (day >= from && day <= to && !found.has(day)) found.set(day, []);
    }
    return [...found].sort(([a], [b]) => a - b);
  }, [entries, sorted, from, to, most, holidays, today]);
  return (
    <div className="hwc-agenda">
      {days.map(([day, of]) => {
        const before = day < from;
        const label = before ? t("agenda.before") : formatMoment(day * DAY, "weekday", locale());
        return (
          <section key={day} className="hwc-agenda-day" aria-label={label}>
            <h2 className="hwc-agenda-head" data-today={day === today || undefined}>
              <span>{label}</span>
              {day === today && <span className="hwc-today">{t("day.today")}</span>}
              {!before && holidays.has(day) && (
                <bdi className="hwc-holiday">{holidays.get(day)}</bdi>
              )}
            </h2>
            {of.length > 0 && (
              <Grouped
                entries={of}
                headOf={headOf}
                now={now}
                label={label}
                onOpen={props.onOpen}
                onKey={props.onKey}
              />
            )}
            {of.length === 0 && <p className="hwc-none">{t("agenda.free")}</p>}
          </section>
        );
      })}
      {entries.length > most && (
        <Button onClick={() => setMost(most + PAGE)}>
          {t("agenda.more", { count: entries.length - most })}
        </Button>
      )}
      {entries.length === 0 && (
        <div className="hwc-empty">
          <p>{t("agenda.empty")}</p>
          {props.onMake && (
            <Button
              variant="filled"
              onClick={() => props.onMake?.(Math.max(from, Math.min(today, to)))}
            >
              {t("make.button")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

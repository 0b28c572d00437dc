/** A day of the grid: its number, what it is called, and where a click makes a task. */

import type { KeyboardEvent, PointerEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { civilOf, DAY, formatMoment } from "~/model/moments";
import { locale } from "~/text/locale";

interface DayProps {
  readonly day: number;
  readonly count: number;
  readonly off: boolean;
  readonly holiday: string;
  readonly today: boolean;
  /** Not of the month that is shown. */
  readonly outside: boolean;
  readonly current: boolean;
  /** Whether what is carried would land here. */
  readonly target: boolean;
  readonly monthName: boolean;
  /** Whether a click makes a task. */
  readonly makes: boolean;
  readonly onPress: (event: PointerEvent<HTMLElement>, day: number) => void;
  readonly onKey: (event: KeyboardEvent<HTMLElement>, day: number) => void;
  readonly onFocus: (day: number) => void;
  readonly onClick: (day: number) => void;
  readonly children?: ReactNode;
}

export function Day(props: DayProps) {
  const { t } = useTranslation("calendar");
  const { day, count, off, holiday } = props;
  const moment = day * DAY;
  const label = [
    formatMoment(moment, "long", locale()),
    props.today ? t("day.today") : "",
    holiday || (off ? t("day.off") : ""),
    t("day.entries", { count }),
  ]
    .filter(Boolean)
    .join(", ");
  return (
    <div
      className="hwc-cell"
      data-off={off || undefined}
      data-outside={props.outside || undefined}
      data-target={props.target || undefined}
    >
      <button
        type="button"
        className="hwc-day"
        data-day={day}
        tabIndex={props.current ? 0 : -1}
        aria-label={props.makes ? t("day.make", { label }) : label}
        aria-current={props.today ? "date" : undefined}
        onPointerDown={(event) => props.onPress(event, day)}
        onKeyDown={(event) => props.onKey(event, day)}
        onFocus={() => props.onFocus(day)}
        onClick={() => props.onClick(day)}
      />
      {/* Beside the button, whose name says all of it in words: what one sees is no part of its name. */}
      <span className="hwc-day-head" aria-hidden>
        <span className="hwc-number" data-today={props.today || undefined}>
          {props.monthName ? formatMoment(moment, "short", locale()) : civilOf(moment).day}
        </span>
        {holiday && <bdi className="hwc-holiday">{holiday}</bdi>}
      </span>
      {props.children}
    </div>
  );
}

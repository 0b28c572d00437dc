/**
 * Draws a chart. The only module that imports Vega: loaded with the first chart. Its expressions
 * are interpreted, since the app's content security policy lets no code be made from text.
 */

import embed from "vega-embed";
import { expressionInterpreter } from "vega-interpreter";
import type { TopLevelSpec } from "vega-lite";
import { locale } from "~/text/locale";
import type { ChartSpec, Datum } from "./spec";
import { config } from "./theme";

export interface Drawn {
  /** Make it as wide as its place is now. */
  fit(): void;
  remove(): void;
}

export async function draw(
  place: HTMLElement,
  spec: ChartSpec,
  scheme: "light" | "dark",
  onPick: (datum: Datum) => void,
): Promise<Drawn> {
  const { usermeta: _, ...vegaLite } = spec;
  const made = await embed(place, { ...vegaLite, width: "container" } as unknown as TopLevelSpec, {
    mode: "vega-lite",
    actions: false,
    renderer: "svg",
    ast: true,
    expr: expressionInterpreter,
    config: config(),
    tooltip: { theme: scheme },
    ...locales(),
  });
  const { view } = made;
  view.addEventListener("click", (_event, item) => {
    const datum: unknown = item?.datum;
    if (datum && typeof datum === "object") onPick(datum as Datum);
  });
  let width = place.clientWidth;
  return {
    fit: () => {
      if (place.clientWidth === width || place.clientWidth === 0) return;
      width = place.clientWidth;
      void view.width(width).runAsync();
    },
    remove: () => made.finalize(),
  };
}

/** Dates and numbers as the browser's language writes them. */
function locales() {
  const language = locale();
  const names = (length: "long" | "short", field: "month" | "weekday", count: number) => {
    const format = new Intl.DateTimeFormat(language, { [field]: length, timeZone: "UTC" });
    // 1 January 2023 was a Sunday, with which d3's weeks begin.
    return Array.from({ length: count }, (_, n) =>
      format.format(field === "month" ? Date.UTC(2023, n, 1) : Date.UTC(2023, 0, 1 + n)),
    );
  };
  const parts = new Intl.NumberFormat(language).formatToParts(-12345.6);
  const part = (type: string, other: string) =>
    parts.find((one) => one.type === type)?.value ?? other;
  return {
    formatLocale: {
      decimal: part("decimal", "."),
      thousands: part("group", ","),
      grouping: [3],
      currency: ["", ""],
    },
    timeFormatLocale: {
      dateTime: "%x, %X",
      date: "%-d %b %Y",
      time: "%H:%M:%S",
      periods: ["AM", "PM"],
      days: names("long", "weekday", 7),
      shortDays: names("short", "weekday", 7),
      months: names("long", "month", 12),
      shortMonths: names("short", "month", 12),
    },
  };
}

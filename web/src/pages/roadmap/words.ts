/** How phases and milestones are spoken of. */

import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { formatMoment } from "~/model/moments";
import { locale, quarterWords } from "~/text/locale";
import { isoDate, isoRange, number } from "~/ui/dates";
import { type Cell, type Measure, minuteOf } from "./layout";
import type { Health, Lane, Milestone, Phase } from "./query";

/** A sign beside the colour. */
export const MARKS: Record<Health, string> = { done: "✓", late: "!", risk: "▲", good: "●" };

/** "+3 d" against the baseline; nothing where nothing moved. */
export function slipText(
  minutes: number | null,
  perDay: number,
  t: TFunction<"roadmap">,
): string | null {
  if (!minutes) return null;
  const days = number(Math.abs(minutes) / perDay);
  return t(minutes > 0 ? "later" : "earlier", { days });
}

/** Name, date, how it stands and by which rule. */
export function useWords(lane: Lane, part: Phase | Milestone): string {
  const { t } = useTranslation("roadmap");
  const phase = "level" in part;
  const dates = phase ? isoRange(part.start, part.finish) : isoDate(part.finish);
  // It begins with what is to be read on the page: who speaks to it says that.
  const seen = phase
    ? part.name
    : `${formatMoment(minuteOf(part.finish), "short", locale())} ${part.name}`;
  const slip = slipText(part.slip_minutes, lane.minutes_per_day, t);
  return [
    `${seen}: ${dates}`,
    phase ? t("done", { percent: part.percent_complete }) : null,
    part.health === "good" ? t("health.good") : `${t(`health.${part.health}`)} (${part.reason})`,
    slip && !part.reason.includes("baseline") ? slip : null,
  ]
    .filter(Boolean)
    .join(", ");
}

/** The label of a month, a quarter or a year; with its year where nothing above says it. */
export function headWords(cell: Cell, upper: boolean): string {
  const date = new Date(cell.key * 60_000);
  const year = date.getUTCFullYear();
  if (cell.unit === "year") return String(year);
  if (cell.unit === "quarter") {
    const quarter = quarterWords(Math.floor(date.getUTCMonth() / 3) + 1);
    return upper ? `${quarter} ${year}` : quarter;
  }
  const month = cell.width < 84 ? "short" : "long";
  return date.toLocaleDateString(locale(), { month, timeZone: "UTC" });
}

let canvas: CanvasRenderingContext2D | null = null;
/** The page's typeface: it does not change while it is open. */
let family = "";

/** How wide words are on this page. */
export const measured: Measure = (words, heavy) => {
  canvas ??= document.createElement("canvas").getContext("2d");
  if (!canvas) return words.length * 7;
  family ||= getComputedStyle(document.body).fontFamily;
  canvas.font = `${heavy ? 600 : 400} 13px ${family}`;
  return canvas.measureText(words).width;
};

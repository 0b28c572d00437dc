/** Figures of levelling in words. */

import type { TFunction } from "i18next";
import { fromIso } from "~/model/moments";
import { number, planDate } from "~/ui/dates";

/** Units of a whole person, 10,000, as a percentage. */
export function units(value: number): string {
  return `${number(value / 100, 0)} %`;
}

/** "3 d later", "1 d earlier"; "" for no difference. */
export function shift(minutes: number, perDay: number, t: TFunction<"levelling">): string {
  const days = number(Math.abs(minutes) / perDay);
  return minutes === 0 ? "" : t(minutes > 0 ? "later" : "earlier", { days });
}

/** "12 Mar", or "12 → 15 Mar" as two dates where it moves. */
export function moved(before: string, after: string): string {
  const from = planDate(fromIso(before) ?? 0);
  const to = planDate(fromIso(after) ?? 0);
  return from === to ? from : `${from} → ${to}`;
}

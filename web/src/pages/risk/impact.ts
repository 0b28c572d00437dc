/** What a risk adds to a task, as it is typed: "5d", or "50 %" of its duration. Pure. */

import { type DurationSettings, formatDuration, isElapsed, parseDuration } from "~/model/durations";

export interface Amount {
  /** Working minutes. */
  readonly delay: number;
  /** Hundredths of a percent of the duration. */
  readonly share: number;
}

/** Hundredths of a percent: ten times the duration. */
const MOST_SHARE = 100_000;
const MOST_DELAY = 60_000_000;

/** null for what is no amount, or nothing. */
export function parseAmount(text: string, settings: DurationSettings): Amount | null {
  const share = /^\s*(\d+(?:[.,]\d+)?)\s*%\s*$/.exec(text);
  if (share) {
    const value = Math.round(Number((share[1] ?? "").replace(",", ".")) * 100);
    return value > 0 && value <= MOST_SHARE ? { delay: 0, share: value } : null;
  }
  const found = parseDuration(text, settings);
  if (!found || isElapsed(found.unit)) return null;
  if (found.minutes <= 0 || found.minutes > MOST_DELAY) return null;
  return { delay: found.minutes, share: 0 };
}

export function formatAmount(amount: Amount, settings: DurationSettings): string {
  const parts = [];
  if (amount.delay)
    parts.push(formatDuration(amount.delay, unitOf(amount.delay, settings), settings));
  if (amount.share) parts.push(`${amount.share / 100} %`);
  return parts.join(" + ");
}

function unitOf(minutes: number, settings: DurationSettings): "d" | "h" {
  return minutes % (settings.minutes_per_day / 2) === 0 ? "d" : "h";
}

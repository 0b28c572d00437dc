/** Variances in words. */

import { number } from "~/ui/dates";

/** "+2 d", "−0.5 d", "0 d"; a dash for none. */
export function signedDays(minutes: number | null, perDay: number): string {
  return signed(minutes === null ? null : minutes / perDay, "d");
}

/** Minutes of work in hours with their sign. */
export function hours(minutes: number | null): string {
  return signed(minutes === null ? null : minutes / 60, "h");
}

function signed(value: number | null, unit: string): string {
  if (value === null) return "–";
  const size = Math.round(Math.abs(value) * 10) / 10;
  return `${sign(size === 0 ? 0 : value)}${number(size)} ${unit}`;
}

/** An amount with its sign, as `words` writes it. */
export function amount(minor: number | null, words: (minor: number) => string): string {
  return minor === null ? "–" : sign(minor) + words(Math.abs(minor));
}

function sign(value: number): string {
  return value > 0 ? "+" : value < 0 ? "−" : "";
}

/** What people cost, in words. Rates are millionths of a currency unit an hour. */

import type { RatesRow } from "~/protocol/tables.generated";
import { locale } from "~/text/locale";

export const MILLION = 1_000_000;

/** The rate that holds now: the latest that has begun. */
export function currentRate(rates: readonly RatesRow[], resourceId: number): RatesRow | undefined {
  const now = Date.now() / 60_000;
  return rates
    .filter((row) => row.resource_id === resourceId && (row.valid_from ?? -Infinity) <= now)
    .sort((a, b) => (b.valid_from ?? -Infinity) - (a.valid_from ?? -Infinity))[0];
}

export function rateWords(rate: RatesRow | undefined): string {
  if (!rate || (!rate.standard && !rate.per_use)) return "";
  return new Intl.NumberFormat(locale(), {
    style: "currency",
    currency: rate.currency,
    trailingZeroDisplay: "stripIfInteger",
  }).format(rate.standard / MILLION);
}

/** Money: whole minor units of a currency, as people read and write it. Pure. */

const formats = new Map<string, Intl.NumberFormat>();

function format(locale: string, currency: string, whole: boolean): Intl.NumberFormat {
  const key = `${locale} ${currency} ${whole}`;
  const known = formats.get(key);
  if (known) return known;
  const options: Intl.NumberFormatOptions = { style: "currency", currency };
  const fresh = new Intl.NumberFormat(
    locale,
    whole ? { ...options, maximumFractionDigits: 0, minimumFractionDigits: 0 } : options,
  );
  formats.set(key, fresh);
  return fresh;
}

/** How many minor units make one of the currency: 100 cents a euro. */
export function minorUnits(currency: string): number {
  const digits = format("en", currency, false).resolvedOptions().maximumFractionDigits ?? 2;
  return 10 ** digits;
}

/** "€1,234.50"; `whole` leaves the minor units out. */
export function money(minor: number, currency: string, locale: string, whole = false): string {
  return format(locale, currency, whole).format(minor / minorUnits(currency));
}

/** The amount as it is typed: "1234.50", without the currency. */
export function typedMoney(minor: number, currency: string): string {
  const units = minorUnits(currency);
  return minor % units === 0 ? String(minor / units) : (minor / units).toFixed(digitsOf(units));
}

/**
 * Minor units of what was typed: "1200", "1,200.50", "1.200,50", "€ 1200"; null for anything else.
 * The last sign counts as the decimal one where at most the currency's digits follow it.
 */
export function parseMoney(text: string, currency: string): number | null {
  const plain = text.replace(/[\s\u00a0'’]/g, "").replace(/^\p{Sc}|\p{Sc}$/gu, "");
  if (!/^\d[\d.,]*$/.test(plain)) return null;
  const digits = digitsOf(minorUnits(currency));
  const last = Math.max(plain.lastIndexOf("."), plain.lastIndexOf(","));
  const after = last < 0 ? 0 : plain.length - last - 1;
  const decimal = last >= 0 && after >= 1 && after <= digits;
  const whole = (decimal ? plain.slice(0, last) : plain).replace(/[.,]/g, "");
  if (last >= 0 && !decimal && after !== 3) return null;
  const rest = decimal ? plain.slice(last + 1).padEnd(digits, "0") : "0".repeat(digits);
  const found = Number(whole + rest);
  return Number.isSafeInteger(found) ? found : null;
}

function digitsOf(units: number): number {
  return Math.round(Math.log10(units));
}

/** How this person writes dates, numbers and lists. */

import { i18next } from "./all";
import { chosenLocale, FALLBACK } from "./languages";

/** For `Intl`: of dates, numbers, money and the first day of the week. */
export function locale(): string {
  const wanted =
    typeof navigator === "undefined" ? [] : (navigator.languages ?? [navigator.language]);
  return chosenLocale(wanted, i18next.language || FALLBACK);
}

/** "a, b and c", in the language of the words around it. */
export function listed(items: Iterable<string>): string {
  return new Intl.ListFormat(i18next.language || FALLBACK, { type: "conjunction" }).format(items);
}

/** "Q3": Intl has no words for it. */
export function quarterWords(quarter: number): string {
  return i18next.t("quarter", { ns: "ui", quarter });
}

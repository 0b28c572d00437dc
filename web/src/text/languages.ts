/** Which of the app's languages a person reads, and how he writes dates and numbers. Pure. */

/** What every word is there in. */
export const FALLBACK = "en";

/** The first of the wanted languages, best first, that the app has: `de-AT` is served by `de`. */
export function chosenLanguage(wanted: readonly string[], have: readonly string[]): string {
  for (const tag of wanted) {
    // As RFC 4647 looks up: the tag itself, then without its last part, and so on.
    for (let at = tag; at !== ""; at = at.slice(0, Math.max(0, at.lastIndexOf("-")))) {
      const found = have.find((one) => one.toLowerCase() === at.toLowerCase());
      if (found) return found;
    }
  }
  return FALLBACK;
}

/**
 * Whose dates, numbers and first day of the week are used: those of the wanted language whose words
 * are read. Who has to do with the fallback keeps the customs of what he reads best.
 */
export function chosenLocale(wanted: readonly string[], language: string): string {
  const own = language.split("-")[0];
  const fits = wanted.find((tag) => tag.split("-")[0]?.toLowerCase() === own);
  return language === FALLBACK ? (wanted[0] ?? FALLBACK) : (fits ?? language);
}

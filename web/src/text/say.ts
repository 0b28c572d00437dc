/** Sentences of what knows no React: why something cannot be done, and what else. */

import { i18next } from "./all";

/** The sentence of `refused.json` by that key. */
export function say(key: string, values: Readonly<Record<string, string | number>> = {}): string {
  return i18next.t(key, { ns: "refused", ...values });
}

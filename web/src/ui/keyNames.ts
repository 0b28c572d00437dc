/** What stands on the keys of a keyboard, in the person's language: "Ctrl Enter". */

import { i18next } from "~/text/i18n";

/** Keys by their English names, beside signs and letters that stay as they are. */
export function keyNames(keys: string): string {
  return keys.replaceAll(/\p{L}{2,}/gu, (name) =>
    i18next.t(`keyNames.${name}`, { ns: "ui", defaultValue: name }),
  );
}

/** What a button does and the keys that do it too, for its tooltip. */
export function withKeys(name: string, keys: string): string {
  return i18next.t("withKeys", { ns: "ui", name, keys: keyNames(keys) });
}

/** The words of all languages. What knows no React takes them from here. */

import { FALLBACK } from "./languages";
import { Words } from "./words";

type Namespace = Record<string, unknown>;

export const words = new Words({
  bundled: import.meta.glob<Namespace>("./en/*.json", { eager: true, import: "default" }),
  others: import.meta.glob<Namespace>(["./*/*.json", "!./en/*.json"], { import: "default" }),
  late: import.meta.glob<Namespace>("./*/pages/*.json", { import: "default" }),
});

export const i18next = words.i18n;

function tellDocument(): void {
  if (typeof document === "undefined") return;
  document.documentElement.lang = i18next.language || FALLBACK;
  document.documentElement.dir = i18next.dir(i18next.language);
}
i18next.on("languageChanged", tellDocument);

/** The app's words: one namespace a file of `en/`, by that file's name. */

import i18next from "i18next";
import { initReactI18next } from "react-i18next";

const files = import.meta.glob<Record<string, unknown>>("./en/*.json", {
  eager: true,
  import: "default",
});

const english = Object.fromEntries(
  Object.entries(files).map(([path, words]) => [
    path.slice("./en/".length, -".json".length),
    words,
  ]),
);

void i18next.use(initReactI18next).init({
  lng: "en",
  fallbackLng: "en",
  resources: { en: english },
  defaultNS: "shell",
  interpolation: { escapeValue: false },
  returnNull: false,
});

export { i18next };

/** The app's words: a folder a language, one namespace a file, by that file's name. */

import { setI18n } from "react-i18next";
import { i18next, words } from "./all";

setI18n(i18next);

/** Begin in the person's language. What every browser asks the server for, in the same order. */
export function speakTheirs(): Promise<void> {
  return words.speak(navigator.languages);
}

export { i18next };

/** Words by language: English comes with the app, another language's when it is read. */

import { createInstance, type i18n } from "i18next";
import { chosenLanguage, FALLBACK } from "./languages";

type Namespace = Record<string, unknown>;
type Fetched = Readonly<Record<string, () => Promise<Namespace>>>;

/** The words there are, by their path: `./de/board.json`, `./de/pages/inbox.json`. */
export interface Sources {
  /** English, but for what comes with its page. */
  readonly bundled: Readonly<Record<string, Namespace>>;
  readonly others: Fetched;
  /** Of pages that few open, in every language. */
  readonly late: Fetched;
}

/** Milliseconds after which the page begins in English, and changes when the words are there. */
const SLOW = 4_000;

export class Words {
  readonly i18n: i18n;
  readonly languages: readonly string[];
  readonly #sources: Sources;
  /** Namespaces of pages that were opened: they come along where the language is changed. */
  readonly #opened = new Set<string>();

  constructor(sources: Sources) {
    this.#sources = sources;
    const found = Object.keys(sources.others).map((path) => path.split("/")[1] ?? "");
    this.languages = [...new Set([FALLBACK, ...found])];
    const english = Object.entries(sources.bundled).map(([path, words]) => [nameOf(path), words]);
    this.i18n = createInstance();
    void this.i18n.init({
      lng: FALLBACK,
      fallbackLng: FALLBACK,
      // A folder is a language; which one serves `de-AT` was chosen before.
      load: "currentOnly",
      resources: { [FALLBACK]: Object.fromEntries(english) },
      defaultNS: "shell",
      interpolation: { escapeValue: false },
      returnNull: false,
      initAsync: false,
    });
  }

  /** Take the words of the first of these languages that there is; English where they do not come. */
  async speak(wanted: readonly string[]): Promise<void> {
    const language = chosenLanguage(wanted, this.languages);
    if (language === this.i18n.language) return;
    const coming = this.#fetch(language).then(() => this.i18n.changeLanguage(language));
    const late = new Promise((resolve) => setTimeout(resolve, SLOW));
    await Promise.race([coming.catch(() => undefined), late]);
  }

  /** Fetch the words of a page: in English too, for what the language lacks. Rejects without them. */
  async bring(namespaces: readonly string[]): Promise<void> {
    for (const namespace of namespaces) this.#opened.add(namespace);
    const wanted = [...new Set([this.i18n.language, FALLBACK])];
    await Promise.all(wanted.map((language) => this.#late(language, namespaces)));
  }

  async #fetch(language: string): Promise<void> {
    const paths = Object.keys(this.#sources.others).filter((path) =>
      path.startsWith(`./${language}/`),
    );
    await Promise.all([
      ...paths.map((path) => this.#add(language, nameOf(path), this.#sources.others[path])),
      this.#late(language, [...this.#opened]),
    ]);
  }

  async #late(language: string, namespaces: readonly string[]): Promise<void> {
    await Promise.all(
      namespaces.map((namespace) =>
        this.#add(language, namespace, this.#sources.late[`./${language}/pages/${namespace}.json`]),
      ),
    );
  }

  async #add(language: string, namespace: string, load?: () => Promise<Namespace>): Promise<void> {
    if (!load || this.i18n.hasResourceBundle(language, namespace)) return;
    this.i18n.addResourceBundle(language, namespace, await load());
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1, -".json".length);
}

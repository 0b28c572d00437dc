// @vitest-environment jsdom
/** A second language, made up: what takes it, and what falls back to English. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { i18next } from "./all";
import { chosenLanguage, chosenLocale } from "./languages";
import { type Sources, Words } from "./words";

type Namespace = Record<string, unknown>;

const english = (name: string): Namespace =>
  JSON.parse(readFileSync(join(import.meta.dirname, `en/${name}.json`), "utf8"));

/** Every word in brackets, and plurals by the rules of Polish, whose folder it stands in. */
function pseudo(words: Namespace): Namespace {
  return Object.fromEntries(
    Object.entries(words).map(([key, value]) => [
      key,
      typeof value === "string" ? `[${value}]` : pseudo(value as Namespace),
    ]),
  );
}

function made(late: Partial<Record<"en" | "pl", Namespace>> = {}) {
  const { project: _, ...shell } = english("shell");
  const fetched: string[] = [];
  const fetch = (path: string, words: Namespace) => async () => {
    fetched.push(path);
    return words;
  };
  const others = {
    "./pl/shell.json": fetch("./pl/shell.json", pseudo(shell)),
    "./pl/board.json": fetch("./pl/board.json", {
      cards_one: "{{count}} karta",
      cards_few: "{{count}} karty",
      cards_many: "{{count}} kart",
    }),
  };
  const sources: Sources = {
    bundled: {
      "./en/shell.json": english("shell"),
      "./en/board.json": {
        cards_one: "{{count}} card",
        cards_other: "{{count}} cards",
        add: "Add",
      },
    },
    others,
    late: {
      "./en/pages/inbox.json": fetch("./en/pages/inbox.json", late.en ?? english("pages/inbox")),
      "./pl/pages/inbox.json": fetch("./pl/pages/inbox.json", late.pl ?? { title: "[Inbox]" }),
    },
  };
  return { words: new Words(sources), fetched };
}

describe("a second language", () => {
  test("is fetched by who reads it, and by nobody else", async () => {
    const { words, fetched } = made();
    await words.speak(["de-AT", "fr"]);
    await words.bring(["inbox"]);
    expect(words.i18n.language).toBe("en");
    expect(fetched).toEqual(["./en/pages/inbox.json"]);
    const other = made();
    await other.words.speak(["de", "pl-PL", "en"]);
    expect(other.words.i18n.language).toBe("pl");
    expect(other.fetched.sort()).toEqual(["./pl/board.json", "./pl/shell.json"]);
  });

  test("names the shell, and what it lacks is said in English", async () => {
    const { words } = made();
    await words.speak(["pl"]);
    expect(words.i18n.t("shell:skip")).toBe(`[${english("shell").skip}]`);
    expect(words.i18n.t("shell:project.undo")).toBe((english("shell").project as Namespace).undo);
    expect(words.i18n.t("board:add")).toBe("Add");
  });

  test("counts by its own rules", async () => {
    const { words } = made();
    const say = (count: number) => words.i18n.t("board:cards", { count });
    expect([say(1), say(3)]).toEqual(["1 card", "3 cards"]);
    await words.speak(["pl"]);
    expect([say(1), say(3), say(5)]).toEqual(["1 karta", "3 karty", "5 kart"]);
  });

  test("comes with a late page, key by key, and after it was opened too", async () => {
    const { words } = made({ en: { title: "Inbox", failed: "Not loaded" } });
    await words.speak(["pl"]);
    await words.bring(["inbox"]);
    expect([words.i18n.t("inbox:title"), words.i18n.t("inbox:failed")]).toEqual([
      "[Inbox]",
      "Not loaded",
    ]);
    const before = made({ en: { title: "Inbox" } });
    await before.words.bring(["inbox"]);
    await before.words.speak(["pl"]);
    expect(before.words.i18n.t("inbox:title")).toBe("[Inbox]");
  });

  test("that does not come leaves English, at once or after a while", async () => {
    vi.useFakeTimers();
    const answers = [
      () => Promise.reject(new Error("offline")),
      () => new Promise<never>(() => {}),
    ];
    for (const load of answers) {
      const words = new Words({
        bundled: { "./en/shell.json": { skip: "Skip" } },
        others: { "./pl/shell.json": load },
        late: {},
      });
      const begun = words.speak(["pl"]);
      await vi.advanceTimersByTimeAsync(5_000);
      await begun;
      expect(words.i18n.t("shell:skip")).toBe("Skip");
    }
    vi.useRealTimers();
  });
});

test("the document tells its language and direction", async () => {
  await i18next.changeLanguage("he");
  expect([document.documentElement.lang, document.documentElement.dir]).toEqual(["he", "rtl"]);
  await i18next.changeLanguage("en");
  expect([document.documentElement.lang, document.documentElement.dir]).toEqual(["en", "ltr"]);
});

describe("whose", () => {
  test("language is read: the first that there is, by its region or without", () => {
    expect(chosenLanguage(["de-AT", "en"], ["en", "de"])).toBe("de");
    expect(chosenLanguage(["pt-BR"], ["en", "pt-BR", "pt"])).toBe("pt-BR");
    expect(chosenLanguage(["sv", "de"], ["en", "de"])).toBe("de");
    expect(chosenLanguage(["en-GB", "de"], ["en", "de"])).toBe("en");
    expect(chosenLanguage(["hu"], ["en", "de"])).toBe("en");
    expect(chosenLanguage([], ["en"])).toBe("en");
  });

  test("dates and numbers are used: those that fit the words", () => {
    expect(chosenLocale(["fr", "de-AT", "de"], "de")).toBe("de-AT");
    expect(chosenLocale(["fr"], "de")).toBe("de");
    expect(chosenLocale(["en-GB", "en"], "en")).toBe("en-GB");
    // Who reads English for want of his own language keeps his own dates.
    expect(chosenLocale(["hu-HU", "en"], "en")).toBe("hu-HU");
    expect(chosenLocale([], "en")).toBe("en");
  });
});

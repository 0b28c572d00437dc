// @vitest-environment jsdom
import { act, createElement } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { setNotes } from "~/commands";
import type { Changeset } from "~/protocol/envelope";
import { createProjectStore } from "~/store/index";
import { ProjectSessionProvider } from "~/store/react";
import { changesetOf, snapshotOf, taskUpdate } from "~/store/testing";
import type { ProjectSession } from "~/store/types";
import { keepRefused } from "./drafts";
import { type Saving, useSaving } from "./useSaving";

vi.mock("~/commands", () => ({ setNotes: vi.fn(async () => ({ ok: true })) }));

let store: ReturnType<typeof createProjectStore>;
let saving: Saving;
let root: Root;
let told: (changeset: Changeset, own: boolean) => void = () => undefined;

const Field = () => {
  saving = useSaving(1);
  return null;
};
const mount = () => {
  root = createRoot(document.createElement("div"));
  const onChangeset = (listener: typeof told) => {
    told = listener;
    return () => undefined;
  };
  const session = { store, onChangeset } as unknown as ProjectSession;
  const field = createElement(Field);
  act(() => root.render(createElement(ProjectSessionProvider, { session }, field)));
};
const type = (text: string) => act(() => saving.edited(() => text));
const pass = (time: number) => act(() => vi.advanceTimersByTimeAsync(time));
const others = (version: number, notes: string) =>
  act(() => {
    const changeset = changesetOf(version, taskUpdate(1, { notes }));
    store.apply([changeset]);
    told(changeset, false);
  });
const saved = () => vi.mocked(setNotes).mock.calls.map(([, , text]) => text);

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  vi.useFakeTimers();
  vi.mocked(setNotes).mockClear();
  store = createProjectStore(snapshotOf());
  keepRefused(store.projectId, 1, null);
  mount();
});

afterEach(() => {
  act(() => root.unmount());
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("a description is saved", () => {
  it("a moment after the last key", async () => {
    type("One");
    await pass(1000);
    type("One two");
    await pass(1000);
    expect(saved()).toEqual([]);
    await pass(300);
    expect(saved()).toEqual(["One two"]);
  });

  it("five seconds after the first key though one goes on writing", async () => {
    for (let key = 0; key <= 5; key += 1) {
      type(`Key ${key}`);
      await pass(900);
    }
    expect(saved()).toEqual(["Key 5"]);
    type("Key 6");
    await pass(900);
    expect(saved()).toHaveLength(1);
  });

  it("as the page is hidden or left", () => {
    type("Half a wo");
    act(() => void document.dispatchEvent(new Event("visibilitychange")));
    expect(saved()).toEqual([]);
    vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    act(() => void document.dispatchEvent(new Event("visibilitychange")));
    expect(saved()).toEqual(["Half a wo"]);
    type("Half a word");
    act(() => void window.dispatchEvent(new Event("pagehide")));
    expect(saved()).toEqual(["Half a wo", "Half a word"]);
  });
});

/** Who wrote, of a changeset of tests. */
const OTHER = { by: "Ben", at: "2026-03-02T09:00:00Z" };

describe("where another wrote meanwhile", () => {
  it("one goes on from one's own text until one has chosen", async () => {
    type("Mine");
    others(2, "Theirs");
    await pass(1300);
    expect(saving.clash).toEqual({ mine: "Mine", theirs: "Theirs", other: OTHER });
    expect(saving.shown).toBe("Mine");
    type("Mine, and more");
    await pass(6000);
    expect(saving.clash).toEqual({ mine: "Mine, and more", theirs: "Theirs", other: OTHER });
    expect(saving.shown).toBe("Mine, and more");
    expect(saved()).toEqual([]);
    act(() => saving.keepMine());
    expect(saved()).toEqual(["Mine, and more"]);
  });

  it("and left before one had chosen, it is still asked", async () => {
    type("Mine");
    others(2, "Theirs");
    act(() => root.unmount());
    mount();
    expect(saving.clash).toEqual({ mine: "Mine", theirs: "Theirs", other: OTHER });
    type("Mine again");
    await pass(6000);
    expect(saving.clash).toEqual({ mine: "Mine again", theirs: "Theirs", other: OTHER });
    expect(saved()).toEqual([]);
    act(() => saving.takeTheirs());
    expect(saving.shown).toBe("Theirs");
    expect(saving.clash).toBeNull();
  });
});

import "fake-indexeddb/auto";
import { describe, expect, it, vi } from "vitest";
import { backoff } from "./backoff";
import { type Kept, openJournal } from "./journal";
import { openDatabase } from "./kept/database";
import { Previews } from "./previews";
import { uuid } from "./uuid";

describe("the journal in IndexedDB", () => {
  it("keeps commands by scope and in order, through opening it again", async () => {
    const kept = (id: string, scope: string, order: number): Kept => ({
      id,
      scope,
      tab: "t",
      order,
      command: { id, type: "task.update", schema: 1, base: { 1: 2 }, stream: 1, payload: {} },
      optimistic: {},
      results: [],
    });
    const journal = openJournal(() => openDatabase("test"), null);
    for (const one of [kept("b", "1:1", 2), kept("a", "1:1", 1), kept("c", "2:1", 3)]) {
      journal.add(one);
    }
    const again = openJournal(() => openDatabase("test"), null);
    await vi.waitFor(async () => expect(await again.all("1:1")).toHaveLength(2));
    expect((await again.all("1:1")).map((one) => one.id)).toEqual(["a", "b"]);
    again.remove("a");
    expect((await again.all("1:1")).map((one) => one.id)).toEqual(["b"]);
    expect((await again.everything(2))[0]).toEqual(kept("c", "2:1", 3));
  });
});

describe("previews", () => {
  function asking() {
    const open: ((answer: string | null) => void)[] = [];
    const asked: string[] = [];
    const previews = new Previews<string, string>((question) => {
      asked.push(question);
      return new Promise((resolve) => open.push(resolve));
    });
    return { previews, asked, answer: (text: string) => open.shift()?.(text) };
  }

  it("ask one at a time, and of those that wait only the newest", async () => {
    const { previews, asked, answer } = asking();
    const [one, two, three] = ["1", "2", "3"].map((question) => previews.ask(question));
    expect(asked).toEqual(["1"]);
    expect(await two).toBeNull();
    answer("first");
    expect(await one).toBe("first");
    await Promise.resolve();
    expect(asked).toEqual(["1", "3"]);
    answer("third");
    expect(await three).toBe("third");
  });

  it("answer nothing once the change was made", async () => {
    const { previews, answer } = asking();
    const one = previews.ask("1");
    const two = previews.ask("2");
    previews.cancel();
    answer("late");
    expect([await one, await two]).toEqual([null, null]);
    const next = previews.ask("3");
    answer("again");
    expect(await next).toBe("again");
  });
});

describe("small parts", () => {
  it("make ids that are ones", () => {
    const made = new Set(Array.from({ length: 100 }, uuid));
    expect(made.size).toBe(100);
    for (const one of made) {
      expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
  });

  it("wait longer after each failure, up to a limit", () => {
    for (let failures = 1; failures < 12; failures++) {
      const most = Math.min(30_000, 500 * 2 ** (failures - 1));
      expect(backoff(failures)).toBeGreaterThanOrEqual(most / 2);
      expect(backoff(failures)).toBeLessThanOrEqual(most);
    }
  });
});

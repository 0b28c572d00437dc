import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Kept } from "~/sync/journal";
import { type KeptDeeds, keptDeeds, keptDeedsSoon, setKeptDeeds, waits } from "./kept";

const deeds = { keep: vi.fn() } as unknown as KeptDeeds;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  setKeptDeeds(null);
  vi.useRealTimers();
});

it("waits for what a page that was just opened has in a moment", async () => {
  const soon = keptDeedsSoon();
  setKeptDeeds(deeds);
  expect(await soon).toBe(keptDeeds());
  expect(await keptDeedsSoon()).toBe(await soon);
});

it("knows at once what is kept, so that nothing overtakes it", () => {
  setKeptDeeds(deeds);
  const kept = { id: "a", scope: "9:1" } as Kept;
  keptDeeds()?.keep(kept);
  expect(deeds.keep).toHaveBeenCalledWith(kept);
  expect([waits("9:1"), waits("9:2")]).toEqual([true, false]);
});

it("does not wait without end", async () => {
  const never = keptDeedsSoon();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await never).toBeNull();
});

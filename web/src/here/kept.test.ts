import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type KeptDeeds, keptDeedsSoon, setKeptDeeds } from "./kept";

const deeds = { keep: () => undefined } as unknown as KeptDeeds;

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
  expect(await soon).toBe(deeds);
  expect(await keptDeedsSoon()).toBe(deeds);
});

it("does not wait without end", async () => {
  const never = keptDeedsSoon();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await never).toBeNull();
});

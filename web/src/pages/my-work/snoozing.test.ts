// @vitest-environment jsdom
import { QueryClientProvider } from "@tanstack/react-query";
import { act, createElement } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { queryClient } from "~/here/queries";
import { newDrawing } from "~/ui/testing";
import { useSnoozed } from "./snoozed";

const VIKTOR = 9;
const DAY = 20_700;
const drawing = newDrawing();
let list: ReturnType<typeof useSnoozed>;
/** The status that the server answers with, and the accounts for which it was asked to write. */
let status = 200;
let asked: (string | null)[] = [];

const List = () => {
  list = useSnoozed(VIKTOR);
  return null;
};

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  queryClient.clear();
  [status, asked] = [200, []];
  vi.stubGlobal("fetch", async (_: string, how: RequestInit = {}) => {
    if (how.method !== "PUT") return new Response(JSON.stringify({ items: [] }));
    asked.push(new Headers(how.headers).get("X-Headway-Account"));
    const items = [{ task_id: 4, until: "2026-09-04" }];
    return status === 200
      ? new Response(JSON.stringify({ items }))
      : new Response(JSON.stringify({ type: "x", title: "No", detail: "No." }), { status });
  });
  const client = { client: queryClient };
  drawing.show(createElement(QueryClientProvider, client, createElement(List)));
});
afterEach(() => vi.useRealTimers());

const pass = (time: number) => act(() => vi.advanceTimersByTimeAsync(time));

it.each([500, 429, 503])(
  "keeps what the server cannot take now, and sends it again: %i",
  async (no) => {
    status = no;
    act(() => list.snooze(4, DAY));
    await pass(100);
    expect(list.snoozed).toEqual({ 4: DAY });
    status = 200;
    await pass(6_000);
    expect(asked).toEqual([`${VIKTOR}`, `${VIKTOR}`]);
    await pass(20_000);
    expect(asked).toHaveLength(2);
  },
);

it("gives up what cannot sleep", async () => {
  status = 404;
  act(() => list.snooze(4, DAY));
  await pass(100);
  await pass(6_000);
  expect(asked).toHaveLength(1);
  expect(list.snoozed).toEqual({});
});

// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { act, createElement } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type KeptDeeds, setKept, setKeptDeeds } from "~/here/kept";
import { queryClient } from "~/here/queries";
import type { Kept } from "~/sync/journal";
import words from "~/text/en/pages/updates.json";
import { i18next } from "~/text/i18n";
import { likeBrowser } from "~/ui/testing";
import { AskedForm } from "./AskedForm";
import { waitingOf, withKept } from "./kept";
import { linkMemory } from "./linked";
import type { Asked, Problems } from "./query";
import { type LinkSending, sendAnswers, useLinkSending } from "./sending";
import { UpdatesPage } from "./UpdatesPage";

vi.mock("~/here/me", () => ({
  useWorkspace: () => ({ id: 7, name: "Works" }),
  useMe: () => ({ user: { id: 9, name: "Viktor" }, workspaces: [] }),
}));

const ASKED: Asked = {
  project_id: 1,
  request_id: 2,
  resource_id: 3,
  by: "Nora",
  asked: "2026-11-02T09:00:00",
  weekday: null,
  note: "",
  waits: false,
  project: {
    name: "Depot",
    key: "D",
    zone: "UTC",
    day_finish: 1020,
    minutes_per_day: 480,
    minutes_per_week: 2400,
    days_per_month: 20,
  },
  tasks: [
    {
      id: 4,
      number: 1,
      name: "Racks",
      milestone: false,
      start: "2026-11-02T09:00:00",
      finish: "2026-11-03T17:00:00",
      percent: 0,
      duration: 960,
      unit: "d",
      blocked: "",
      answered: false,
      state: null,
      reply: "",
    },
  ],
};

beforeAll(() => {
  i18next.addResourceBundle("en", "updates", words);
  likeBrowser();
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no connection")));
});

it("keeps what is typed when asking again fails", async () => {
  const key = ["my-updates", 7];
  queryClient.setQueryDefaults(key, { retry: false });
  queryClient.setQueryData(key, { items: [ASKED] });
  const place = document.body.appendChild(document.createElement("div"));
  const root = createRoot(place);
  const page = createElement(UpdatesPage);
  const asking = createElement(QueryClientProvider, { client: queryClient }, page);
  await act(async () => root.render(createElement(MantineProvider, { env: "test" }, asking)));
  const half = place.querySelector<HTMLButtonElement>("[role=group] button:nth-of-type(3)");
  await act(async () => half?.click());
  expect(half?.getAttribute("aria-pressed")).toBe("true");

  await act(async () => {
    await queryClient.refetchQueries({ queryKey: key });
    // Who watches is told in a turn of its own.
    await new Promise((resolve) => setTimeout(resolve));
  });
  expect(queryClient.getQueryState(key)?.status).toBe("error");
  expect(half?.isConnected).toBe(true);
  expect(half?.getAttribute("aria-pressed")).toBe("true");
  await act(async () => root.unmount());
});

const TOKEN = "12-abc.sig";
let sending: LinkSending | undefined;

const ByLink = () => {
  sending = useLinkSending(TOKEN);
  return createElement(AskedForm, {
    asked: ASKED,
    waiting: sending.waiting,
    onSend: sending.send,
  });
};

describe("without a network", () => {
  const kept: Kept[] = [];
  const deeds = { keep: (one: Kept) => void kept.push(one) } as unknown as KeptDeeds;

  beforeEach(() => {
    kept.length = 0;
    localStorage.clear();
    setKeptDeeds(deeds);
  });
  afterEach(() => {
    setKeptDeeds(null);
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no connection")));
  });

  it("an answer is kept, and shown as one that is not sent yet", async () => {
    const said = { task_id: 4, percent: 75, blocked: "No key" };
    expect(await sendAnswers(ASKED, [said], 9)).toEqual({});
    expect(kept.map((one) => [one.scope, one.command.type, one.command.payload])).toEqual([
      ["9:1", "update.answer", { resource_id: 3, ...said }],
    ]);
    setKept({ all: kept });
    expect(waitingOf(kept, ASKED).get(4)).toEqual(said);
    const { items, open } = withKept({ items: [ASKED], open: 1 });
    expect([open, items[0]?.tasks[0]?.answered]).toEqual([0, true]);
  });

  it("an answer by link is kept through a reload, and sent once under its id", async () => {
    linkMemory(TOKEN).asked(ASKED);
    const place = document.body.appendChild(document.createElement("div"));
    const root = createRoot(place);
    const page = () =>
      createElement(
        MantineProvider,
        { env: "test" },
        createElement(QueryClientProvider, { client: queryClient }, createElement(ByLink)),
      );
    await act(async () => root.render(page()));
    await act(async () => void sending?.send([{ task_id: 4, percent: 25 }]));
    expect(place.textContent).toContain("Answered, not sent yet");
    await act(async () => root.unmount());

    const sent: [string, unknown][] = [];
    vi.stubGlobal("fetch", async (_: string, asked: RequestInit) => {
      const key = (asked.headers as Record<string, string>)["Idempotency-Key"] ?? "";
      sent.push([key, JSON.parse(String(asked.body))]);
      return new Response(JSON.stringify({ answered: [4], errors: [] }));
    });
    const id = linkMemory(TOKEN).read()?.waiting?.id;
    const again = createRoot(place);
    await act(async () => again.render(page()));
    expect(place.querySelector("dd")?.textContent).toBe("25 %");
    await act(async () => void window.dispatchEvent(new Event("online")));
    await act(() => vi.waitFor(() => expect(sent).toHaveLength(1)));
    expect(sent).toEqual([[id, { answers: [{ task_id: 4, percent: 25 }] }]]);
    expect(linkMemory(TOKEN).read()?.waiting).toBeNull();
    await act(async () => again.unmount());
  });

  it("an answer by link waits for an earlier one that is on its way", async () => {
    linkMemory(TOKEN).asked(ASKED);
    linkMemory(TOKEN).waiting({ id: "first", said: [{ task_id: 4, percent: 25 }] });
    const sent: unknown[] = [];
    let arrive: (answer: Response) => void = () => undefined;
    const taken = () => new Response(JSON.stringify({ answered: [4], errors: [] }));
    vi.stubGlobal("fetch", async (_: string, asked: RequestInit) => {
      if (!asked.body) return new Response(JSON.stringify(ASKED));
      sent.push(JSON.parse(String(asked.body)).answers);
      if (sent.length > 1) return taken();
      return new Promise<Response>((resolve) => {
        arrive = resolve;
      });
    });
    const root = createRoot(document.body.appendChild(document.createElement("div")));
    const byLink = createElement(
      QueryClientProvider,
      { client: queryClient },
      createElement(ByLink),
    );
    await act(async () => root.render(createElement(MantineProvider, { env: "test" }, byLink)));
    await act(async () => void window.dispatchEvent(new Event("online")));
    await act(async () => void (await sending?.send([{ task_id: 4, percent: 75 }])));
    await act(async () => void window.dispatchEvent(new Event("online")));
    expect(sent).toEqual([[{ task_id: 4, percent: 25 }]]);
    expect(sending?.waiting.get(4)?.percent).toBe(75);
    await act(async () => arrive(taken()));
    await act(() => vi.waitFor(() => expect(sent).toHaveLength(2)));
    expect(sent[1]).toEqual([{ task_id: 4, percent: 75 }]);
    expect(linkMemory(TOKEN).read()?.waiting).toBeNull();
    await act(async () => root.unmount());
  });

  it("what is kept while an earlier answer is on its way stays kept once that arrives", async () => {
    linkMemory(TOKEN).asked(ASKED);
    linkMemory(TOKEN).waiting({ id: "first", said: [{ task_id: 4, percent: 25 }] });
    let arrive: (answer: Response) => void = () => undefined;
    const slow = new Promise<Response>((resolve) => {
      arrive = resolve;
    });
    vi.stubGlobal("fetch", () => slow);
    const root = createRoot(document.body.appendChild(document.createElement("div")));
    const byLink = createElement(
      QueryClientProvider,
      { client: queryClient },
      createElement(ByLink),
    );
    await act(async () => root.render(createElement(MantineProvider, { env: "test" }, byLink)));
    await act(async () => void window.dispatchEvent(new Event("online")));
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no connection")));
    await act(async () => void (await sending?.send([{ task_id: 5, percent: 50 }])));
    await act(async () => arrive(new Response(JSON.stringify({ answered: [4], errors: [] }))));
    const both = [
      { task_id: 4, percent: 25 },
      { task_id: 5, percent: 50 },
    ];
    expect(linkMemory(TOKEN).read()?.waiting?.said).toEqual(both);
    expect([...(sending?.waiting.keys() ?? [])]).toEqual([4, 5]);
    await act(async () => root.unmount());
  });
});

it("shows what was sent as the answer, to be changed", async () => {
  const place = document.body.appendChild(document.createElement("div"));
  const root = createRoot(place);
  const onSend = vi.fn(() => Promise.resolve({}));
  const form = createElement(AskedForm, { asked: ASKED, onSend });
  const asking = createElement(QueryClientProvider, { client: queryClient }, form);
  await act(async () => root.render(createElement(MantineProvider, { env: "test" }, asking)));
  const half = () => place.querySelector<HTMLButtonElement>("[role=group] button:nth-of-type(3)");
  await act(async () => half()?.click());
  await act(async () => place.querySelector<HTMLButtonElement>("[type=submit]")?.click());
  expect(onSend).toHaveBeenCalledWith([{ task_id: 4, percent: 50, blocked: "" }]);

  expect(half()).toBeNull();
  expect(place.querySelector("dd")?.textContent).toBe("50 %");
  await act(async () => place.querySelector<HTMLButtonElement>("fieldset button")?.click());
  expect(half()?.getAttribute("aria-pressed")).toBe("true");
  await act(async () => root.unmount());
});

it("what is typed while answers are on their way stays in its fields", async () => {
  const place = document.body.appendChild(document.createElement("div"));
  const root = createRoot(place);
  let arrive: (problems: Problems) => void = () => undefined;
  const onSend = () =>
    new Promise<Problems>((resolve) => {
      arrive = resolve;
    });
  const form = createElement(AskedForm, { asked: ASKED, onSend });
  const asking = createElement(QueryClientProvider, { client: queryClient }, form);
  await act(async () => root.render(createElement(MantineProvider, { env: "test" }, asking)));
  const share = (at: number) =>
    place.querySelector<HTMLButtonElement>(`[role=group] button:nth-of-type(${at})`);
  await act(async () => share(3)?.click());
  await act(async () => place.querySelector<HTMLButtonElement>("[type=submit]")?.click());
  await act(async () => share(4)?.click());
  await act(async () => arrive({}));
  expect(share(4)?.getAttribute("aria-pressed")).toBe("true");
  await act(async () => root.unmount());
});

// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { act, createElement } from "react";
import { createRoot } from "react-dom/client";
import { beforeAll, expect, it, vi } from "vitest";
import { queryClient } from "~/here/queries";
import words from "~/text/en/pages/updates.json";
import { i18next } from "~/text/i18n";
import { AskedForm } from "./AskedForm";
import type { Asked } from "./query";
import { UpdatesPage } from "./UpdatesPage";

vi.mock("~/here/me", () => ({ useWorkspace: () => ({ id: 7, name: "Works" }) }));

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
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  const seen = { matches: false, addEventListener: vi.fn(), removeEventListener: vi.fn() };
  vi.stubGlobal("matchMedia", () => seen);
  const Observer = class {
    observe = vi.fn();
    unobserve = vi.fn();
    disconnect = vi.fn();
  };
  vi.stubGlobal("ResizeObserver", Observer);
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no connection")));
  Object.assign(document, { fonts: new EventTarget() });
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

it("shows what was sent as the answer, to be changed", async () => {
  const place = document.body.appendChild(document.createElement("div"));
  const root = createRoot(place);
  const onSend = vi.fn(() => Promise.resolve({}));
  const form = createElement(AskedForm, { asked: ASKED, effect: false, onSend });
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

// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { act, createElement } from "react";
import { createRoot } from "react-dom/client";
import { beforeAll, expect, it, vi } from "vitest";
import { queryClient } from "~/here/queries";
import words from "~/text/en/pages/my-work.json";
import { i18next } from "~/text/i18n";
import { likeBrowser } from "~/ui/testing";
import { MyWorkPage } from "./MyWorkPage";
import type { MyWork } from "./query";

vi.mock("~/here/me", () => ({
  useWorkspace: () => ({ id: 7, name: "Works" }),
  useMe: () => ({ user: { id: 9, name: "Viktor" }, workspaces: [] }),
}));
vi.mock("@tanstack/react-router", async (original) => ({
  ...(await original<object>()),
  Link: ({ children }: { children?: string }) => createElement("a", { href: "/" }, children),
}));

const WORK: MyWork = {
  items: [
    {
      id: 4,
      project_id: 1,
      number: 1,
      name: "Racks",
      phase: "",
      milestone: false,
      start: "2026-11-02T09:00:00",
      finish: "2026-11-03T17:00:00",
      deadline: null,
      percent_complete: 0,
      actual_start: null,
      actual_finish: null,
      remaining_work_minutes: 960,
      actual_work_minutes: 0,
      priority: 500,
      assignments: [5],
      blocked: null,
      blocked_since: null,
      reply: null,
      reply_text: "",
      reply_answer: "",
      critical: false,
    },
  ],
  total: 1,
  projects: [
    {
      id: 1,
      workspace_id: 7,
      name: "Depot",
      key: "D",
      zone: "UTC",
      day_start: 540,
      day_finish: 1020,
      minutes_per_day: 480,
      minutes_per_week: 2400,
      days_per_month: 20,
      version: 3,
      may_progress: true,
      may_edit: true,
    },
  ],
  resources: [3],
  complete: true,
};

beforeAll(() => {
  i18next.addResourceBundle("en", "my-work", words);
  likeBrowser();
});

it("a refused reply stays in its field, one that is taken closes it", async () => {
  let refuses = true;
  const sent: unknown[] = [];
  vi.stubGlobal("fetch", async (path: string, asked?: RequestInit) => {
    if (path.includes("/my-updates")) return new Response(JSON.stringify({ items: [], open: 0 }));
    if (!path.endsWith("/commands")) return new Response(JSON.stringify(WORK));
    sent.push(JSON.parse(String(asked?.body)).payload);
    const problem = { type: "invalid", title: "No", status: 422, detail: "Not now." };
    return refuses
      ? new Response(JSON.stringify(problem), { status: 422 })
      : new Response(JSON.stringify({ id: 8, created: {}, notes: [], changesets: [] }));
  });
  const place = document.body.appendChild(document.createElement("div"));
  const root = createRoot(place);
  const page = createElement(
    QueryClientProvider,
    { client: queryClient },
    createElement(MyWorkPage),
  );
  await act(async () => root.render(createElement(MantineProvider, { env: "test" }, page)));
  const row = () => place.querySelector("[data-my-task]");
  await act(() => vi.waitFor(() => expect(row()).not.toBeNull()));

  const asks = new KeyboardEvent("keydown", { key: "q", bubbles: true });
  await act(async () => void row()?.querySelector("a")?.dispatchEvent(asks));
  const field = () => place.querySelector<HTMLInputElement>("form input");
  const typed = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
  await act(async () => {
    typed?.set?.call(field(), "Which hall?");
    field()?.dispatchEvent(new Event("input", { bubbles: true }));
  });
  const send = () => act(async () => place.querySelector("form")?.requestSubmit());
  await send();
  await act(() => vi.waitFor(() => expect(sent).toHaveLength(1)));
  expect(field()?.value).toBe("Which hall?");

  refuses = false;
  await send();
  await act(() => vi.waitFor(() => expect(field()).toBeNull()));
  const said = { assignment_id: 5, state: "asked", text: "Which hall?" };
  expect(sent).toEqual([said, said]);
  await act(async () => root.unmount());
});

// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { act, createElement } from "react";
import { createRoot } from "react-dom/client";
import { expect, it, vi } from "vitest";
import { listsOf, totalsOfItems } from "~/model/scrum";
import { createProjectStore } from "~/store/index";
import { ProjectSessionProvider } from "~/store/react";
import { snapshotOf } from "~/store/testing";
import type { ProjectSession } from "~/store/types";
import * as tip from "./CapacityTip";
import { ListHead } from "./ListHead";

it("is not drawn again while its list is the same one", async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  const seen = { matches: false, addEventListener: vi.fn(), removeEventListener: vi.fn() };
  vi.stubGlobal("matchMedia", () => seen);
  const drawn = vi.spyOn(tip, "CapacityTip");
  const store = createProjectStore(snapshotOf());
  const counted = () => {
    const [list] = listsOf(store);
    if (!list) throw new Error("There is always a backlog.");
    return { ...list, totals: totalsOfItems(store, list.ids) };
  };
  const does = {
    edits: true,
    capacity: undefined,
    onAsk: vi.fn(),
    onBoard: vi.fn(),
    onReport: vi.fn(),
  };
  const session = { store } as unknown as ProjectSession;
  const root = createRoot(document.createElement("div"));
  const draw = (list: ReturnType<typeof counted>) => {
    const head = createElement(ListHead, { ...does, list });
    const held = createElement(ProjectSessionProvider, { session }, head);
    return act(async () => root.render(createElement(MantineProvider, { env: "test" }, held)));
  };
  const list = counted();
  await draw(list);
  const once = drawn.mock.calls.length;
  expect(once).toBeGreaterThan(0);
  await draw(list);
  expect(drawn.mock.calls.length).toBe(once);
  await draw(counted());
  expect(drawn.mock.calls.length).toBeGreaterThan(once);
  await act(async () => root.unmount());
});

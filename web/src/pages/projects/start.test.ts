// @vitest-environment jsdom
import { act, createElement, StrictMode, Suspense, use } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useLed } from "./start";

const { navigate } = vi.hoisted(() => ({ navigate: vi.fn(async (_: unknown) => undefined) }));
vi.mock("@tanstack/react-router", () => ({ useNavigate: () => navigate }));
vi.mock("~/here/me", () => ({ useMe: () => ({ user: { id: 7 } }) }));

let root: Root;
let late: Promise<void>;

/** A page that is drawn once in vain: it leads, and then waits for more. */
const Page = () => {
  const led = useLed(42);
  use(late);
  return led ? "on the way" : "the projects";
};
const Places = () => {
  const page = createElement(Suspense, { fallback: null }, createElement(Page));
  return createElement(StrictMode, null, page);
};

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  localStorage.clear();
  navigate.mockClear();
  late = new Promise((resolve) => setTimeout(resolve, 1));
  root = createRoot(document.createElement("div"));
});
afterEach(() => act(() => root.unmount()));

it("leads a newcomer into the demo, also where the page was drawn in vain before", async () => {
  await act(async () => root.render(createElement(Places)));
  await act(() => late);
  expect(navigate).toHaveBeenCalledWith({
    to: "/p/$projectId/gantt",
    params: { projectId: "42" },
    replace: true,
  });
});

it("leads once: who comes back sees the projects", async () => {
  const box = document.createElement("div");
  const again = createRoot(box);
  await act(async () => root.render(createElement(Places)));
  await act(() => late);
  navigate.mockClear();
  await act(async () => again.render(createElement(Places)));
  expect(box.textContent).toBe("the projects");
  expect(navigate).not.toHaveBeenCalled();
  act(() => again.unmount());
});

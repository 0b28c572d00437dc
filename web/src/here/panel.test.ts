// @vitest-environment jsdom
import { act, createElement } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { mayTakeFocus, type Panel, usePanel } from "./panel";

const { arrive, navigate } = vi.hoisted(() => {
  const arrive: (() => void)[] = [];
  const navigate = () => new Promise<void>((resolve) => arrive.push(resolve));
  return { arrive, navigate };
});
vi.mock("@tanstack/react-router", () => ({
  getRouteApi: () => ({ useSearch: () => ({ task: 7 }) }),
  useNavigate: () => navigate,
}));
vi.mock("~/store/react", () => ({ useStore: () => true }));

let root: Root;
let panel: Panel;
const Place = () => {
  panel = usePanel();
  return null;
};
const field = (id: string) => document.getElementById(id) as HTMLElement;

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  document.body.innerHTML =
    '<button id="row"></button><input id="quick"><input id="other">' +
    '<aside data-task-panel><input id="inside"></aside>' +
    '<div aria-modal="true"><input id="dialog"></div>';
  root = createRoot(document.createElement("div"));
  act(() => root.render(createElement(Place)));
});
afterEach(() => act(() => root.unmount()));

const closed = async () => {
  panel.close();
  const arrived = arrive.pop();
  return async () => {
    arrived?.();
    await Promise.resolve();
    await Promise.resolve();
  };
};

it("gives the keyboard back to what opened it", async () => {
  field("row").focus();
  panel.open(7);
  field("inside").focus();
  await (await closed())();
  expect(document.activeElement).toBe(field("row"));
});

it("leaves the keyboard where one went before the panel was gone", async () => {
  field("row").focus();
  panel.open(7);
  field("inside").focus();
  const gone = await closed();
  field("other").focus();
  await gone();
  expect(document.activeElement).toBe(field("other"));
});

it("takes no key from a field or dialog that one went to since it was asked for", () => {
  field("quick").focus();
  panel.open(7);
  expect(mayTakeFocus()).toBe(true);
  field("other").focus();
  expect(mayTakeFocus()).toBe(false);
  field("dialog").focus();
  expect(mayTakeFocus()).toBe(false);
  field("row").focus();
  expect(mayTakeFocus()).toBe(true);
});

// @vitest-environment jsdom
import { act, createElement } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Left } from "./Left";
import type { MyProject, MyTask } from "./query";

vi.mock("react-i18next", async (original) => ({
  ...(await original<typeof import("react-i18next")>()),
  useTranslation: () => ({ t: (key: string) => key }),
}));
vi.mock("./query", () => ({}));

const project = {
  minutes_per_day: 480,
  minutes_per_week: 2400,
  days_per_month: 20,
  may_edit: true,
} as unknown as MyProject;
const onSave = vi.fn();
let box: HTMLElement;
let root: Root;

const show = (minutes: number, open = true) =>
  act(() => {
    const task = {
      id: 7,
      name: "Racks",
      assignments: [3],
      percent_complete: 0,
      remaining_work_minutes: minutes,
    };
    const about = {
      task: task as unknown as MyTask,
      project,
      open,
      onOpen: () => undefined,
      onSave,
    };
    root.render(createElement(Left, about));
  });
const field = () => box.querySelector("input") as HTMLInputElement;
const write = (text: string) =>
  act(() => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(field(), text);
    field().dispatchEvent(new Event("input", { bubbles: true }));
  });

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  onSave.mockClear();
  box = document.createElement("div");
  document.body.append(box);
  root = createRoot(box);
  show(480, false);
  show(480);
});
afterEach(() => {
  act(() => root.unmount());
  box.remove();
});

it("opens on all of what is there, chosen to be typed over at once", () => {
  expect(document.activeElement).toBe(field());
  expect([field().selectionStart, field().selectionEnd]).toEqual([0, field().value.length]);
  expect(field().value).not.toBe("");
});

it("keeps what is typed where the work that is left is told anew", () => {
  write("3h");
  show(420);
  expect(field().value).toBe("3h");
  act(() => {
    field().dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
  });
  expect(onSave.mock.calls).toEqual([[180]]);
});

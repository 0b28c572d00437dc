// @vitest-environment jsdom
import { createElement } from "react";
import { beforeEach, expect, it, vi } from "vitest";
import { newDrawing, pressIn, typeInto } from "~/ui/testing";
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
const drawing = newDrawing();

const show = (minutes: number, open = true) => {
  const task = {
    id: 7,
    name: "Racks",
    assignments: [3],
    percent_complete: 0,
    remaining_work_minutes: minutes,
  };
  const about = { project, open, onOpen: () => undefined, onSave };
  drawing.show(createElement(Left, { ...about, task: task as unknown as MyTask }));
};
const field = () => drawing.box.querySelector("input") as HTMLInputElement;
const write = (text: string) => typeInto(field(), text);

beforeEach(() => {
  onSave.mockClear();
  show(480, false);
  show(480);
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
  pressIn(field(), "Enter");
  expect(onSave.mock.calls).toEqual([[180]]);
});

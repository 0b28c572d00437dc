// @vitest-environment jsdom
import { act, createElement } from "react";
import { beforeEach, expect, it, vi } from "vitest";
import { fromIso } from "~/model/moments";
import { DateField } from "./DateField";
import { newDrawing, typeInto } from "./testing";

const rules = { day_start: 540, day_finish: 1020, zone: "UTC" };
const onChange = vi.fn();
const drawing = newDrawing();

vi.mock("react-i18next", async (original) => ({
  ...(await original<typeof import("react-i18next")>()),
  useTranslation: () => ({ t: (key: string) => key }),
}));

const show = (iso: string) => {
  const about = { label: "Finish", as: "finish", rules, onChange } as const;
  drawing.show(createElement(DateField, { ...about, value: fromIso(iso) }));
};
const field = () => drawing.box.querySelector("input") as HTMLInputElement;
const write = (text: string) => typeInto(field(), text);

beforeEach(() => {
  onChange.mockClear();
  show("2026-11-03T17:00");
});

it("keeps what is being typed where the plan moves meanwhile", () => {
  write("9 Nov 2026");
  show("2026-11-04T17:00");
  expect(field().value).toBe("9 Nov 2026");
  act(() => field().blur());
  expect(onChange.mock.calls).toEqual([[fromIso("2026-11-09T17:00")]]);
});

it("gives up what was no date once another is there", () => {
  write("whenever");
  act(() => field().blur());
  expect(field().value).toBe("whenever");
  show("2026-11-04T17:00");
  expect(field().value).toContain("4");
  expect(onChange).not.toHaveBeenCalled();
});

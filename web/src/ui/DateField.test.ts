// @vitest-environment jsdom
import { act, createElement } from "react";
import { beforeEach, expect, it, vi } from "vitest";
import { fromIso } from "~/model/moments";
import { DateField } from "./DateField";
import { newDrawing, pressIn, typeInto } from "./testing";
import { VersionProvider } from "./version";

const rules = { day_start: 540, day_finish: 1020, zone: "UTC" };
const onChange = vi.fn();
const drawing = newDrawing();

vi.mock("react-i18next", async (original) => ({
  ...(await original<typeof import("react-i18next")>()),
  useTranslation: () => ({ t: (key: string) => key }),
}));

/** The version that is shown. */
let version = 1;

const show = (iso: string) => {
  const about = { label: "Finish", as: "finish", rules, onChange } as const;
  const date = createElement(DateField, { ...about, value: fromIso(iso) });
  drawing.show(createElement(VersionProvider, { value: () => version }, date));
};
const field = () => drawing.box.querySelector("input") as HTMLInputElement;
const write = (text: string) => typeInto(field(), text);

beforeEach(() => {
  onChange.mockClear();
  version = 1;
  show("2026-11-03T17:00");
});

it("keeps what is being typed where the plan moves meanwhile", () => {
  write("9 Nov 2026");
  version = 2;
  show("2026-11-04T17:00");
  expect(field().value).toBe("9 Nov 2026");
  act(() => field().blur());
  expect(onChange.mock.calls).toEqual([[fromIso("2026-11-09T17:00"), 1]]);
});

it("gives up what was no date once another is there", () => {
  write("whenever");
  act(() => field().blur());
  expect(field().value).toBe("whenever");
  show("2026-11-04T17:00");
  expect(field().value).toContain("4");
  expect(onChange).not.toHaveBeenCalled();
});

it("leaves what another wrote where one typed what stood there", () => {
  const before = field().value;
  write("9 N");
  version = 2;
  show("2026-11-04T17:00");
  write(before);
  pressIn(field(), "Enter");
  expect(onChange).not.toHaveBeenCalled();
  expect(field().value).toContain("4");
});

it("counts days on from the date that one saw", () => {
  write("+2d");
  version = 2;
  show("2026-11-10T17:00");
  pressIn(field(), "Enter");
  expect(onChange.mock.calls).toEqual([[fromIso("2026-11-05T17:00"), 1]]);
});

it("is picked over what was shown as the calendar opened", () => {
  const picker = drawing.box.querySelector('input[type="date"]') as HTMLInputElement;
  picker.showPicker = () => undefined;
  act(() => (drawing.box.querySelector("button") as HTMLElement).click());
  version = 2;
  show("2026-11-04T17:00");
  typeInto(picker, "2026-11-09");
  expect(onChange.mock.calls).toEqual([[fromIso("2026-11-09T17:00"), 1]]);
});

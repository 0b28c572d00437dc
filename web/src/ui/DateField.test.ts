// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { act, createElement } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { fromIso } from "~/model/moments";
import { DateField } from "./DateField";

const rules = { day_start: 540, day_finish: 1020, zone: "UTC" };
const onChange = vi.fn();
let box: HTMLElement;
let root: Root;

vi.mock("react-i18next", async (original) => ({
  ...(await original<typeof import("react-i18next")>()),
  useTranslation: () => ({ t: (key: string) => key }),
}));

const show = (iso: string) =>
  act(() => {
    const about = { label: "Finish", as: "finish", rules, onChange } as const;
    const field = createElement(DateField, { ...about, value: fromIso(iso) });
    root.render(createElement(MantineProvider, null, field));
  });
const field = () => box.querySelector("input") as HTMLInputElement;
const write = (text: string) =>
  act(() => {
    field().focus();
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(field(), text);
    field().dispatchEvent(new Event("input", { bubbles: true }));
  });

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  vi.stubGlobal("matchMedia", () => ({
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  onChange.mockClear();
  box = document.createElement("div");
  document.body.append(box);
  root = createRoot(box);
  show("2026-11-03T17:00");
});
afterEach(() => {
  act(() => root.unmount());
  box.remove();
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

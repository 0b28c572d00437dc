// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { act, createElement } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { NotesField } from "./NotesField";

const onSave = vi.fn();
let box: HTMLElement;
let root: Root;

const show = (value: string) =>
  act(() => {
    const field = createElement(NotesField, { label: "Notes", value, onSave });
    root.render(createElement(MantineProvider, null, field));
  });
const field = () => box.querySelector("textarea") as HTMLTextAreaElement;
const write = (text: string) =>
  act(() => {
    field().focus();
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set?.call(
      field(),
      text,
    );
    field().dispatchEvent(new Event("input", { bubbles: true }));
  });
const rest = () => act(() => vi.advanceTimersByTime(2_000));

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  vi.stubGlobal("matchMedia", () => ({
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
  const nothing = { addEventListener: () => undefined, removeEventListener: () => undefined };
  Object.defineProperty(document, "fonts", { value: nothing, configurable: true });
  vi.useFakeTimers();
  onSave.mockClear();
  box = document.createElement("div");
  document.body.append(box);
  root = createRoot(box);
  show("");
});
afterEach(() => {
  act(() => root.unmount());
  box.remove();
  vi.useRealTimers();
});

it("saves a moment after one stops typing, however often others change something", () => {
  write("Bring keys");
  for (let times = 0; times < 4; times++) {
    act(() => vi.advanceTimersByTime(500));
    show("");
  }
  expect(onSave.mock.calls).toEqual([["Bring keys"]]);
});

it("does not write over what another wrote after it was saved", () => {
  write("Bring keys");
  rest();
  show("Bring keys");
  show("Keys are at the gate");
  rest();
  act(() => field().blur());
  expect(onSave.mock.calls).toEqual([["Bring keys"]]);
  expect(field().value).toBe("Keys are at the gate");
});

it("saves what is written when it is left", () => {
  write("Bring keys");
  act(() => field().blur());
  expect(onSave.mock.calls).toEqual([["Bring keys"]]);
});

// @vitest-environment jsdom
import { act, createElement } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { NotesField } from "./NotesField";
import { newDrawing, typeInto } from "./testing";

const onSave = vi.fn();
const drawing = newDrawing();

const show = (value: string) =>
  drawing.show(createElement(NotesField, { label: "Notes", value, onSave }));
const field = () => drawing.box.querySelector("textarea") as HTMLTextAreaElement;
const write = (text: string) => typeInto(field(), text);
const rest = () => act(() => vi.advanceTimersByTime(2_000));

beforeEach(() => {
  vi.useFakeTimers();
  onSave.mockClear();
  show("");
});
afterEach(() => vi.useRealTimers());

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

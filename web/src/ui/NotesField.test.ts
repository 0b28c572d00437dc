// @vitest-environment jsdom
import { act, createElement } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { NotesField } from "./NotesField";
import { newDrawing, typeInto } from "./testing";

const onSave = vi.fn();
const drawing = newDrawing();

/** The version that is shown. */
let version = 1;

const show = (value: string) => {
  const about = { label: "Notes", version: () => version, onSave };
  drawing.show(createElement(NotesField, { ...about, value }));
};
const field = () => drawing.box.querySelector("textarea") as HTMLTextAreaElement;
const write = (text: string) => typeInto(field(), text);
const rest = () => act(() => vi.advanceTimersByTime(2_000));

beforeEach(() => {
  vi.useFakeTimers();
  onSave.mockClear();
  version = 1;
  show("");
});
afterEach(() => vi.useRealTimers());

it("saves a moment after one stops typing, however often others change something", () => {
  write("Bring keys");
  for (let times = 0; times < 4; times++) {
    act(() => vi.advanceTimersByTime(500));
    show("");
  }
  expect(onSave.mock.calls).toEqual([["Bring keys", 1]]);
});

it("does not write over what another wrote after it was saved", () => {
  write("Bring keys");
  rest();
  show("Bring keys");
  show("Keys are at the gate");
  rest();
  act(() => field().blur());
  expect(onSave.mock.calls).toEqual([["Bring keys", 1]]);
  expect(field().value).toBe("Keys are at the gate");
});

it("saves what is written when it is left", () => {
  write("Bring keys");
  act(() => field().blur());
  expect(onSave.mock.calls).toEqual([["Bring keys", 1]]);
});

it("tells over what it was written, whatever others write meanwhile", () => {
  write("Bring keys");
  version = 2;
  show("Keys are at the gate");
  rest();
  version = 3;
  write("Bring keys and a torch");
  version = 4;
  act(() => field().blur());
  expect(onSave.mock.calls).toEqual([
    ["Bring keys", 1],
    ["Bring keys and a torch", 2],
  ]);
});

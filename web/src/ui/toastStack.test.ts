// @vitest-environment jsdom
import { act, createElement } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Toasts } from "./Toasts";
import { newDrawing } from "./testing";
import { toasts } from "./toasts";

const drawing = newDrawing();
const shown = () =>
  [...drawing.box.querySelectorAll("[role=status]")].map((one) => one.textContent);
const button = (text: string) =>
  [...drawing.box.querySelectorAll("button")].find((one) => one.textContent === text);
const pass = (time: number) => act(() => vi.advanceTimersByTime(time));
const tell = (text: string, undo?: () => void) =>
  act(() => {
    toasts.show({ text, actions: undo ? [{ label: "Undo", run: undo }] : [] });
  });
let field: HTMLInputElement;

beforeEach(() => {
  vi.useFakeTimers();
  field = document.body.appendChild(document.createElement("input"));
  drawing.show(createElement(Toasts));
});
afterEach(() => {
  for (const { id } of toasts.list()) act(() => toasts.dismiss(id));
  field.remove();
  vi.useRealTimers();
});

it("stay as long as the keyboard is in one of them", () => {
  tell("Deleted", () => undefined);
  act(() => button("Undo")?.focus());
  pass(60_000);
  expect(shown()).toHaveLength(1);
  act(() => field.focus());
  pass(10_000);
  expect(shown()).toEqual([]);
});

it("go away after one of them was used by keyboard, which goes back to where it was", () => {
  const undo = vi.fn();
  field.focus();
  tell("Deleted", undo);
  act(() => button("Undo")?.focus());
  act(() => button("Undo")?.click());
  expect(undo).toHaveBeenCalledOnce();
  expect(document.activeElement).toBe(field);
  tell("Taken back");
  pass(10_000);
  expect(shown()).toEqual([]);
});

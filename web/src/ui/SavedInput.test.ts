// @vitest-environment jsdom
import { createElement } from "react";
import { beforeEach, expect, it, vi } from "vitest";
import { SavedInput } from "./SavedInput";
import { newDrawing, pressIn, typeInto } from "./testing";

const onSave = vi.fn();
const drawing = newDrawing();
const field = () => drawing.box.querySelector("input") as HTMLInputElement;
const show = (value: string) =>
  drawing.show(createElement(SavedInput, { label: "Name", value, onSave }));

beforeEach(() => {
  onSave.mockClear();
  show("Racks");
});

it("is saved by Enter, not by the one that ends a composition", () => {
  typeInto(field(), "ケーブル");
  pressIn(field(), "Enter", { isComposing: true });
  expect(onSave).not.toHaveBeenCalled();
  pressIn(field(), "Escape", { isComposing: true });
  expect(field().value).toBe("ケーブル");
  pressIn(field(), "Enter");
  expect(onSave.mock.calls).toEqual([["ケーブル"]]);
});

it("keeps what is being typed where the value changes meanwhile", () => {
  typeInto(field(), "Racks and rails");
  show("Racks, east");
  expect(field().value).toBe("Racks and rails");
  pressIn(field(), "Escape");
  expect(field().value).toBe("Racks, east");
});

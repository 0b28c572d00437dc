// @vitest-environment jsdom
import { act, createElement } from "react";
import { beforeEach, expect, it, vi } from "vitest";
import { SavedInput } from "./SavedInput";
import { newDrawing, pressIn, typeInto } from "./testing";
import { VersionProvider } from "./version";

const onSave = vi.fn();
const drawing = newDrawing();
const field = () => drawing.box.querySelector("input") as HTMLInputElement;
/** The version that is shown. */
let version = 1;

const show = (value: string) => {
  const input = createElement(SavedInput, { label: "Name", value, onSave });
  drawing.show(createElement(VersionProvider, { value: () => version }, input));
};

beforeEach(() => {
  onSave.mockClear();
  version = 1;
  show("Racks");
});

it("is saved by Enter, not by the one that ends a composition", () => {
  typeInto(field(), "ケーブル");
  pressIn(field(), "Enter", { isComposing: true });
  expect(onSave).not.toHaveBeenCalled();
  pressIn(field(), "Escape", { isComposing: true });
  expect(field().value).toBe("ケーブル");
  pressIn(field(), "Enter");
  expect(onSave.mock.calls).toEqual([["ケーブル", 1]]);
});

it("keeps what is being typed where the value changes meanwhile", () => {
  typeInto(field(), "Racks and rails");
  show("Racks, east");
  expect(field().value).toBe("Racks and rails");
  pressIn(field(), "Escape");
  expect(field().value).toBe("Racks, east");
});

it("tells over what it was written, whatever others write meanwhile", () => {
  version = 2;
  typeInto(field(), "Racks and r");
  version = 3;
  show("Racks, east");
  typeInto(field(), "Racks and rails");
  pressIn(field(), "Enter");
  version = 4;
  show("Racks and rails");
  typeInto(field(), "Rails");
  version = 5;
  act(() => field().blur());
  expect(onSave.mock.calls).toEqual([
    ["Racks and rails", 2],
    ["Rails", 4],
  ]);
});

it("begins anew after Escape, over what another wrote", () => {
  typeInto(field(), "Rails");
  version = 2;
  show("Racks, east");
  pressIn(field(), "Escape");
  typeInto(field(), "Racks, west");
  pressIn(field(), "Enter");
  expect(onSave.mock.calls).toEqual([["Racks, west", 2]]);
});

it("leaves what another wrote where one typed what stood there, or the same", () => {
  for (const text of ["Racks", "Racks, east"]) {
    show("Racks");
    typeInto(field(), "Rack");
    show("Racks, east");
    typeInto(field(), text);
    pressIn(field(), "Enter");
    expect(field().value).toBe("Racks, east");
  }
  expect(onSave).not.toHaveBeenCalled();
});

// @vitest-environment jsdom
import { act, createElement } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useTyped } from "./typed";

const PAUSE = 100;
const tell = vi.fn();
let root: Root;
let shown = "";
let type: (text: string) => void = () => undefined;

const Field = ({ text }: { text: string }) => {
  [shown, type] = useTyped(text, tell, PAUSE);
  return null;
};
const address = (text: string) => act(() => root.render(createElement(Field, { text })));
const write = (text: string) => act(() => type(text));
const rest = () => act(() => vi.advanceTimersByTime(PAUSE));

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  vi.useFakeTimers();
  tell.mockClear();
  root = createRoot(document.createElement("div"));
  address("");
});
afterEach(() => {
  act(() => root.unmount());
  vi.useRealTimers();
});

it("tells what was typed once nothing more comes", () => {
  write("r");
  write("ra");
  expect(tell).not.toHaveBeenCalled();
  rest();
  expect(tell.mock.calls).toEqual([["ra"]]);
});

it("keeps what was typed since where the address follows late", () => {
  write("ra");
  rest();
  write("rac");
  rest();
  write("rack");
  address("ra");
  expect(shown).toBe("rack");
  address("rac");
  expect(shown).toBe("rack");
  rest();
  address("rack");
  expect(tell.mock.calls.at(-1)).toEqual(["rack"]);
  expect(shown).toBe("rack");
});

it("needs not see each text come back", () => {
  write("ra");
  rest();
  write("rack");
  rest();
  address("rack");
  address("ra");
  expect(shown).toBe("ra");
});

it("follows what was written elsewhere, and tells nothing of that", () => {
  address("pump");
  expect(shown).toBe("pump");
  rest();
  write("pumps");
  rest();
  address("pumps");
  address("");
  expect(shown).toBe("");
  rest();
  expect(tell.mock.calls).toEqual([["pumps"]]);
});

// @vitest-environment jsdom
import {
  act,
  createElement,
  Suspense,
  startTransition,
  use,
  useLayoutEffect,
  useState,
} from "react";
import { beforeEach, expect, it } from "vitest";
import { useLatest } from "./latest";
import { newDrawing } from "./testing";

const drawing = newDrawing();
const never = new Promise<never>(() => undefined);

let read: () => number;
let set: (value: number) => void;
let found: number[];

beforeEach(() => {
  found = [];
});

function Counted() {
  const [value, change] = useState(1);
  const latest = useLatest(value);
  useLayoutEffect(() => {
    read = () => latest.current;
    set = change;
  });
  return createElement(Within, { waits: value === 2, look: () => latest.current });
}

function Within({ waits, look }: { waits: boolean; look: () => number }) {
  if (waits) use(never);
  useLayoutEffect(() => void found.push(look()));
  return null;
}

it("is what stands on the page, not what is only being drawn", () => {
  drawing.show(createElement(Suspense, null, createElement(Counted)));
  act(() => startTransition(() => set(2)));
  expect(read()).toBe(1);
});

it("is there for the effects of what is within", () => {
  drawing.show(createElement(Counted));
  act(() => set(3));
  expect([found, read()]).toEqual([[1, 3], 3]);
});

// @vitest-environment jsdom
import { act, createElement } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useDrag } from "./drag";
import type { Layout } from "./layout";

const ROW = 40;
const list = { ids: [1, 2, 3, 4], top: 0, height: 4 * ROW, body: 0 };
const layout = {
  lists: [list],
  sizes: { row: ROW, gap: 0, head: 0, foot: 0 },
} as unknown as Layout;
const onDrop = vi.fn();
const stage = { current: null as HTMLElement | null };
let root: Root;
let drag: ReturnType<typeof useDrag>;

const Stage = () => {
  drag = useDrag({ layout, stage, held: (id) => [id], onDrop });
  return null;
};
const mouse = (kind: string, clientY: number) =>
  new MouseEvent(kind, { clientY, bubbles: true, cancelable: true });

beforeEach(() => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  onDrop.mockClear();
  stage.current = document.createElement("div");
  root = createRoot(document.createElement("div"));
  act(() => root.render(createElement(Stage)));
});
afterEach(() => act(() => root.unmount()));

const begin = (clientY: number) =>
  act(() =>
    drag.context.onDragStart({
      active: { id: 1 },
      activatorEvent: mouse("mousedown", clientY),
    } as never),
  );

it("drops where the pointer is, though what is drawn is a step behind", () => {
  begin(10);
  window.dispatchEvent(mouse("mousemove", ROW));
  act(() => drag.context.onDragMove());
  expect(drag.slot).toEqual({ list: 0, index: 1 });
  window.dispatchEvent(mouse("mousemove", 3 * ROW));
  window.dispatchEvent(mouse("mouseup", 3 * ROW));
  act(() => drag.context.onDragEnd());
  expect(onDrop.mock.calls).toEqual([[[1], { list: 0, index: 3 }]]);
  expect(drag.ids).toBe(null);
});

it("drops what was taken up though nothing of it was drawn yet", () => {
  act(() => {
    drag.context.onDragStart({
      active: { id: 2 },
      activatorEvent: mouse("mousedown", 50),
    } as never);
    window.dispatchEvent(mouse("mouseup", 4 * ROW));
    drag.context.onDragEnd();
  });
  expect(onDrop.mock.calls).toEqual([[[2], { list: 0, index: 4 }]]);
});

it("forgets the pointer once it is given up", () => {
  begin(10);
  act(() => drag.context.onDragCancel());
  window.dispatchEvent(mouse("mousemove", 3 * ROW));
  act(() => drag.context.onDragEnd());
  expect(onDrop).not.toHaveBeenCalled();
  expect(drag.ids).toBe(null);
});

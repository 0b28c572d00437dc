// @vitest-environment jsdom
import { act, createElement } from "react";
import { beforeEach, expect, it, vi } from "vitest";
import { Chart } from "./Chart";
import type { ChartSpec } from "./chart/spec";
import { newDrawing } from "./testing";

interface Drawing {
  readonly spec: ChartSpec;
  readonly ready: () => void;
}
const { drawings, removed } = vi.hoisted(() => ({
  drawings: [] as Drawing[],
  removed: [] as ChartSpec[],
}));
vi.mock("./chart/draw", () => ({
  draw: (_: HTMLElement, spec: ChartSpec) =>
    new Promise((resolve) => {
      const drawn = { fit: () => undefined, remove: () => removed.push(spec) };
      drawings.push({ spec, ready: () => resolve(drawn) });
    }),
}));

const drawing = newDrawing();
const show = (spec: ChartSpec) =>
  drawing.showSoon(createElement(Chart, { spec, label: "Burndown" }));
const spec = (height: number) => ({ height }) as ChartSpec;

beforeEach(() => {
  drawings.length = 0;
  removed.length = 0;
});

it("draws one after the other, so that the newest is what stays", async () => {
  const [old, skipped, now] = [spec(100), spec(150), spec(200)];
  await show(old);
  await vi.waitFor(() => expect(drawings).toHaveLength(1));
  await show(skipped);
  await show(now);
  expect(drawings.map((one) => one.spec)).toEqual([old]);
  await act(async () => drawings[0]?.ready());
  await vi.waitFor(() => expect(drawings).toHaveLength(2));
  expect(removed).toEqual([old]);
  expect(drawings[1]?.spec).toBe(now);
  await act(async () => drawings[1]?.ready());
  expect(removed).toEqual([old]);
});

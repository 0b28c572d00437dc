// @vitest-environment jsdom
import { act, createElement as h } from "react";
import { createRoot } from "react-dom/client";
import { expect, it, vi } from "vitest";
import { type Scrolling, useScroll, useSeen } from "./scroll";

vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
vi.stubGlobal(
  "ResizeObserver",
  class {
    observe() {}
    disconnect() {}
  },
);

const drawn = { around: 0, cards: 0, from: 0, until: 0 };

function Cards({ scrolling, height }: { scrolling: Scrolling; height: number }) {
  const seen = useSeen(scrolling, height);
  Object.assign(drawn, seen, { cards: drawn.cards + 1 });
  return null;
}

function Board() {
  const { ref, height, scrolling, onScroll } = useScroll();
  drawn.around += 1;
  return h("section", { ref, onScroll }, h(Cards, { scrolling, height }));
}

it("draws what can be seen at once when it is scrolled, and nothing around it", () => {
  const place = document.createElement("div");
  document.body.append(place);
  const own = createRoot(place);
  act(() => own.render(h(Board)));
  const section = place.querySelector("section") as HTMLElement;
  const { around, cards } = drawn;
  const to = (top: number) => {
    section.scrollTop = top;
    section.dispatchEvent(new Event("scroll", { bubbles: true }));
  };
  act(() => to(100));
  expect([drawn.around, drawn.cards]).toEqual([around, cards]);
  act(() => to(5000));
  expect([drawn.around, drawn.cards]).toEqual([around, cards + 1]);
  expect(drawn.from).toBeLessThanOrEqual(5000);
  expect(drawn.until).toBeGreaterThanOrEqual(5000 + section.clientHeight);
  act(() => own.unmount());
});

// @vitest-environment jsdom
import { createElement } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useWish, wish } from "~/here/intents";
import { useShortcuts } from "./shortcuts";

const palette = vi.fn();
const heard = vi.fn();
let box: HTMLElement;
let root: Root;

const Page = () => {
  useShortcuts({ palette });
  useWish("addTask", heard);
  return createElement("h1", null, "Projects");
};

/** Show the page, and do something as soon as it is there. */
const shown = (act: () => void) =>
  new Promise<void>((resolve) => {
    const watch = new MutationObserver(() => {
      watch.disconnect();
      act();
      resolve();
    });
    watch.observe(box, { childList: true });
    root.render(createElement(Page));
  });

beforeEach(() => {
  palette.mockClear();
  heard.mockClear();
  box = document.createElement("div");
  root = createRoot(box);
});
afterEach(() => root.unmount());

it("hears a key that is pressed as soon as the page is to be seen", async () => {
  const key = new KeyboardEvent("keydown", { key: "k", ctrlKey: true, cancelable: true });
  await shown(() => window.dispatchEvent(key));
  expect(palette).toHaveBeenCalledOnce();
  expect(key.defaultPrevented).toBe(true);
});

it("hears a wish that comes as soon as the page is to be seen", async () => {
  await shown(() => expect(wish("addTask", "Order pumps")).toBe(true));
  expect(heard).toHaveBeenCalledWith("Order pumps");
});

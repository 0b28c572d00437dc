/** Draws components in tests as a page does: jsdom lacks some of what they ask a browser for. */

import { MantineProvider } from "@mantine/core";
import { act, createElement, type ReactElement } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, vi } from "vitest";

/** Put what jsdom lacks in its place; until the stubs are taken back. */
export function likeBrowser(): void {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  const nothing = { addEventListener: () => undefined, removeEventListener: () => undefined };
  vi.stubGlobal("matchMedia", () => ({ matches: false, ...nothing }));
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
  Object.defineProperty(document, "fonts", { value: nothing, configurable: true });
}

export interface Drawing {
  /** Where it is drawn, a part of the document. */
  readonly box: HTMLElement;
  show(element: ReactElement): void;
  /** Show it, and wait for what comes after. */
  showSoon(element: ReactElement): Promise<void>;
}

/** A place to draw in, another one for each test of the file. */
export function newDrawing(): Drawing {
  let box: HTMLElement;
  let root: Root;
  const themed = (element: ReactElement) =>
    createElement(MantineProvider, { env: "test" }, element);
  beforeEach(() => {
    likeBrowser();
    box = document.createElement("div");
    document.body.append(box);
    root = createRoot(box);
  });
  afterEach(() => {
    act(() => root.unmount());
    box.remove();
  });
  return {
    get box() {
      return box;
    },
    show: (element) => act(() => root.render(themed(element))),
    showSoon: (element) => act(async () => root.render(themed(element))),
  };
}

/** Put a text into a field, as typing does. */
export function typeInto(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  act(() => {
    field.focus();
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value")?.set?.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

/** Press a key in an element; `more` as the event has it. */
export function pressIn(element: Element, key: string, more: KeyboardEventInit = {}): void {
  act(() => {
    element.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, ...more }));
  });
}

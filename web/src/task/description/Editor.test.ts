// @vitest-environment jsdom
import { act, createElement } from "react";
import { beforeEach, expect, it, vi } from "vitest";
import { newDrawing } from "~/ui/testing";
import { Editor } from "./Editor";

const drawing = newDrawing();

/** What a field is described by. */
const told = () => {
  const field = drawing.box.querySelector("[role=textbox], textarea");
  return document.getElementById(field?.getAttribute("aria-describedby") ?? "")?.textContent;
};
const tools = () => [...drawing.box.querySelectorAll<HTMLElement>("[role=toolbar] button")];
const stops = () => tools().filter((one) => one.tabIndex === 0);
const press = (key: string) =>
  act(async () => {
    const how = { key, bubbles: true, cancelable: true };
    document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", how));
  });

beforeEach(async () => {
  const editor = createElement(Editor, {
    taskId: 1,
    label: "Description",
    text: "Pull the **cables**",
    attaches: true,
    onEdit: vi.fn(),
    onLeave: vi.fn(),
    onDone: vi.fn(),
  });
  await drawing.showSoon(editor);
  // It takes the focus a moment later.
  await vi.waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("textbox"));
});

it("has one stop of the tab key before the text, and arrows go on from it", async () => {
  const all = tools();
  expect(all.length).toBeGreaterThan(10);
  expect(stops()).toEqual([all[0]]);
  all[0]?.focus();
  await press("ArrowRight");
  expect(document.activeElement).toBe(all[1]);
  expect(stops()).toEqual([all[1]]);
  for (const next of all.slice(2)) {
    await press("ArrowRight");
    expect(document.activeElement).toBe(next);
  }
  await press("ArrowRight");
  expect(document.activeElement).toBe(all[0]);
});

it("tells the way out, in rich text and in Markdown", async () => {
  expect(told()).toBe("wayOut");
  await act(async () => tools().at(-1)?.click());
  expect(drawing.box.querySelector("textarea")?.value).toBe("Pull the **cables**");
  expect(told()).toBe("wayOut");
});

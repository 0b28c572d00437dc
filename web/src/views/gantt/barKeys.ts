/** What keys do while a bar or a mark has the keyboard. */

import type { TFunction } from "i18next";
import type { KeyboardEvent } from "react";
import type { PlanController } from "~/views/grid/controller";
import type { Dragging } from "./dragging";
import type { Part } from "./held";
import type { Timeline } from "./timeline";

export interface BarKeys {
  readonly controller: PlanController;
  readonly timeline: Timeline;
  readonly dragging: Dragging;
  readonly t: TFunction<"gantt">;
  onOpenTask(id: number): void;
  /** Tell those who do not see it what a key did. */
  say(text: string): void;
}

const PAN = 80;

/** Do what a key asks for; false if it is none of the time line's. */
export function pressKey(event: KeyboardEvent, keys: BarKeys): boolean {
  const { controller, timeline, t, say } = keys;
  const { current } = controller;
  const along = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
  if (along && event.altKey && current !== null) {
    move(keys, current, along, heldBy(event));
    return true;
  }
  if (event.altKey || event.ctrlKey || event.metaKey) return false;
  switch (event.key) {
    case "ArrowUp":
    case "ArrowDown":
      controller.step(event.key === "ArrowDown" ? 1 : -1, 0);
      return true;
    case "ArrowLeft":
    case "ArrowRight":
      if (timeline.pane) timeline.pane.scrollLeft += along * PAN;
      return true;
    case "l":
      if (current === null || !controller.mayEdit) return false;
      timeline.setLinkingFrom(current);
      say(t("keyboard.linking", { name: nameOf(keys, current) }));
      return true;
    case "Enter":
    case " ":
      if (current === null) return false;
      enter(keys, current);
      return true;
    case "Escape":
      if (timeline.linkingFrom === null && timeline.link === null) return false;
      timeline.setLinkingFrom(null);
      timeline.chooseLink(null);
      say("");
      return true;
    case "F6":
      controller.focus();
      return true;
    default:
      return false;
  }
}

/** The mark that has the keyboard, else the bar, or with Shift its finish. */
function heldBy(event: KeyboardEvent): Part {
  const part = (event.target as HTMLElement).closest<HTMLElement>(".hwt-hold")?.dataset.part;
  return (part as Part | undefined) ?? (event.shiftKey ? "finish" : "body");
}

function move(keys: BarKeys, id: number, along: number, part: Part): void {
  const done = keys.dragging.nudge(id, along, part, keys.t);
  if (done) keys.say(keys.t("keyboard.moved", { name: nameOf(keys, id), date: done }));
}

function enter({ controller, timeline, dragging, t, say, ...keys }: BarKeys, id: number): void {
  if (timeline.linkingFrom === null) {
    keys.onOpenTask(id);
    return;
  }
  dragging.link(timeline.linkingFrom, id);
  timeline.setLinkingFrom(null);
  say(t("keyboard.linked"));
}

function nameOf({ controller }: BarKeys, id: number): string {
  return controller.store.task(id)?.name ?? "";
}

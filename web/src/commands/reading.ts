/** Reading what people type into a plan's cells, by the project's settings. */

import { projectWork } from "~/model/calendars";
import { type DateContext, parseDate } from "~/model/dates";
import { type Duration, parseDuration } from "~/model/durations";
import { momentNow } from "~/model/moments";
import type { Incoming, Parsed } from "~/model/predecessors";
import { parsePredecessors } from "~/model/predecessors";
import type { QuickContext } from "~/model/quickadd";
import type { ProjectStore } from "~/store/types";
import { locale } from "~/text/locale";

/** Now, in the plan's zone. */
export function planNow(store: ProjectStore): number {
  return momentNow(store.project.zone || undefined);
}

export function datesOf(store: ProjectStore): Omit<DateContext, "as"> {
  const { day_start, day_finish, minutes_per_day } = store.project;
  return {
    today: planNow(store),
    locale: locale(),
    day_start,
    day_finish,
    addDays: (from, days) => projectWork(store).add(from, days * minutes_per_day),
  };
}

/** The moment that a text means as a start or a finish; `base` is the value before. */
export function readDate(
  store: ProjectStore,
  text: string,
  as: "start" | "finish",
  base: number | null = null,
): number | null {
  return parseDate(text, { ...datesOf(store), as, base })?.moment ?? null;
}

export function readDuration(store: ProjectStore, text: string): Duration | null {
  const found = parseDuration(text, store.project);
  return found && found.minutes >= 0 ? found : null;
}

/** The links that a predecessors' text means for a task, or what is wrong with it. */
export function readPredecessors(
  store: ProjectStore,
  text: string,
  self?: number,
): Parsed<Incoming[]> {
  return parsePredecessors(text, {
    settings: store.project,
    idAt: (line) => store.outline()[line - 1]?.id,
    ...(self === undefined ? {} : { self }),
  });
}

export function quickContext(store: ProjectStore): QuickContext {
  const people = [...store.rows("resources").values()].filter((row) => row.active);
  return {
    settings: store.project,
    dates: datesOf(store),
    idAt: (line) => store.outline()[line - 1]?.id,
    people: people.map((row) => row.name),
  };
}

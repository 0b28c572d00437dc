/** The empty last row: one line of text, or a pasted list, becomes tasks. */

import { pasteOutline as pasteThem, quickAdd, readQuickAdd, type Where } from "~/commands";
import { inherited } from "~/commands/inherit";
import { tellChange } from "~/here/undo";
import { formatDuration } from "~/model/durations";
import { formatRelation } from "~/model/predecessors";
import type { QuickTask } from "~/model/quickadd";
import { i18next } from "~/text/i18n";
import { locale } from "~/text/locale";
import type { PlanController } from "./controller";
import type { Key } from "./keys";
import type { Reading } from "./reading";

const t = (key: string, values?: Record<string, unknown>): string =>
  i18next.t(key, { ns: "grid", ...values });

export function interpret(text: string, reading: Reading): QuickTask {
  return readQuickAdd(reading.store, text);
}

export interface Chip {
  readonly kind: "duration" | "person" | "link" | "date" | "milestone" | "recurs";
  readonly text: string;
}

/** What was understood beside the name, as it will be taken. */
export function chipsOf(task: QuickTask, reading: Reading): Chip[] {
  const chips: Chip[] = [];
  const { project, store } = reading;
  if (task.milestone) chips.push({ kind: "milestone", text: t("add.chips.milestone") });
  if (task.recurs) {
    const { clock } = task.recurs;
    const words = everyWords(task.recurs);
    chips.push({
      kind: "recurs",
      text: clock === undefined ? words : `${words} · ${timeOf(clock)}`,
    });
  }
  if (task.duration && !task.milestone) {
    const { minutes, unit, estimated } = task.duration;
    const value = formatDuration(minutes, unit, project, estimated);
    chips.push({ kind: "duration", text: t("add.chips.duration", { value }) });
  }
  const known = new Set([...store.rows("resources").values()].map((r) => r.name.toLowerCase()));
  for (const name of task.assignees) {
    const key = known.has(name.toLowerCase()) ? "add.chips.person" : "add.chips.placeholder";
    chips.push({ kind: "person", text: t(key, { value: name }) });
  }
  for (const link of task.predecessors) {
    const line = store.outlineLine(link.predecessor_id)?.line ?? "";
    const name = store.task(link.predecessor_id)?.name ?? "";
    const value = `${line}${formatRelation(link, project)} ${name}`;
    chips.push({ kind: "link", text: t("add.chips.after", { value }) });
  }
  if (task.start !== null) {
    chips.push({ kind: "date", text: t("add.chips.from", { value: reading.date(task.start) }) });
  }
  if (task.deadline !== null) {
    const value = reading.date(task.deadline, true);
    chips.push({ kind: "date", text: t(`add.chips.${task.recurs ? "until" : "by"}`, { value }) });
  }
  return chips;
}

function timeOf(clock: number): string {
  return new Intl.DateTimeFormat(locale(), { timeStyle: "short", timeZone: "UTC" }).format(
    clock * 60_000,
  );
}

function everyWords(every: NonNullable<QuickTask["recurs"]>): string {
  const { unit, weekdays = [], day, nth, count } = every;
  const named = weekdays.map((one) =>
    new Intl.DateTimeFormat(locale(), { weekday: "short", timeZone: "UTC" }).format(
      new Date((one + 4) * 86_400_000),
    ),
  );
  const words = [t(`add.chips.every.${unit}`, { count: every.every ?? 1 })];
  if (nth !== undefined) {
    words.push(t("add.chips.on", { days: `${i18next.t(`task:recur.nth.${nth}`)} ${named[0]}` }));
  } else if (named.length) words.push(t("add.chips.on", { days: named.join(", ") }));
  if (day !== undefined) words.push(t("add.chips.onDay", { day }));
  if (count !== undefined) words.push(t("add.chips.times", { count }));
  return words.join(" ");
}

/** The level at which a new last task lands: beside the last one, unless Tab said otherwise. */
export function levelsForAdd(controller: PlanController): { now: number; most: number } {
  const last = controller.store.outline().at(-1);
  const most = last ? last.level + 1 : 0;
  const now = Math.min(most, controller.typing.addLevel ?? last?.level ?? 0);
  return { now, most };
}

/** Where a task of that level at the end of the outline goes. */
function placeForAdd(controller: PlanController): Where {
  const { store } = controller;
  let last = store.outline().at(-1);
  if (!last) return "last";
  const { now } = levelsForAdd(controller);
  if (now > last.level) return { inside: last.id };
  while (last && last.level > now) {
    last = last.parentId === null ? undefined : store.outlineLine(last.parentId);
  }
  return last ? { below: last.id } : "last";
}

/** Add what was typed; false if there was nothing to add. */
export function addTyped(controller: PlanController, text: string): boolean {
  if (!text.trim()) return false;
  const { session, looking } = controller;
  const { where, steps } = inherited(session, looking.look);
  void quickAdd(session, text, where ?? placeForAdd(controller), undefined, steps);
  return true;
}

/** Whether a key in a field of quick add is the plan's: undo, while nothing is typed there. */
export function isPlans(event: Key, text: string): boolean {
  if (text !== "" || event.altKey || !(event.ctrlKey || event.metaKey)) return false;
  return ["z", "y"].includes(event.key.toLowerCase());
}

/** Whether a pasted text is more than what belongs into one line. */
export function isOutline(text: string): boolean {
  return /\t|\n/.test(text.trim());
}

/** Paste a list or a table as an outline at the end, or behind `after`. */
export async function pasteOutline(
  controller: PlanController,
  text: string,
  after: number | null,
): Promise<void> {
  const where = after === null ? placeForAdd(controller) : { below: after };
  const outcome = await pasteThem(controller.session, text, where);
  if (!outcome.ok) return;
  const added = outcome.changeset?.inputs.tasks?.added.length ?? outcome.created.tasks?.length;
  const warnings = outcome.notes.filter((note) => note.code === "paste");
  const first = warnings[0]?.text;
  const said = t("add.pasted", { count: added ?? 0 });
  const detail = first ? t("add.warnings", { count: warnings.length, first }) : undefined;
  const undo = (id: number) => controller.session.undo(id);
  tellChange(outcome.changeset?.id, { tone: "good", text: said, detail }, undo);
}

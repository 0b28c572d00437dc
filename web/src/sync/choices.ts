/** What is sent where somebody chose between one's own change and another's. Pure. */

import type { Change, Inputs } from "~/protocol/envelope";
import type { Problem } from "~/store/types";
import type { Kept } from "./journal";

export type Take = "mine" | "theirs";
export type Place = NonNullable<Problem["fields"]>[number];

/** Commands that only write the fields they name, with the table that they write. */
const PLAIN: Readonly<Record<string, string>> = {
  "task.update": "tasks",
  "link.update": "links",
  "assignment.update": "assignments",
  "project.update": "projects",
  "resource.update": "resources",
  "calendar.update": "calendars",
  "custom_field.update": "custom_fields",
};
/** Fields that mean nothing without one another: they are chosen together. */
const TOGETHER = [
  ["duration", "duration_unit", "estimated"],
  ["constraint", "constraint_date"],
];

interface Plain {
  readonly id?: number;
  readonly fields: Readonly<Record<string, unknown>>;
}

function stepsOf(change: Change): readonly Change[] {
  if (change.type !== "batch") return [change];
  return (change.payload as { commands: readonly Change[] }).commands;
}

/** The names of the fields that go where this one goes. */
function together(field: string): readonly string[] {
  return TOGETHER.find((names) => names.includes(field)) ?? [field];
}

function isOf(step: Change, stream: number, place: Place): boolean {
  const { id, fields } = step.payload as Plain;
  return (
    PLAIN[step.type] === place.table &&
    (id ?? stream) === place.id &&
    place.field !== null &&
    together(place.field).some((name) => name in fields)
  );
}

/** Whether fields of a change may be left out, or it is taken or left as a whole. */
function divisible(change: Change, stream: number, places: readonly Place[]): boolean {
  const steps = stepsOf(change);
  const found = places.every((place) => steps.some((step) => isOf(step, stream, place)));
  return found && places.length > 0;
}

/** Whether there are several fields, each of which may be chosen by itself. */
export function apart(change: Change, stream: number, places: readonly Place[]): boolean {
  const groups = new Set(
    places.map((one) => `${one.table}.${one.id}.${together(one.field ?? "")}`),
  );
  return groups.size > 1 && divisible(change, stream, places);
}

/** A kept change as it was chosen, one take a place in order; null where nothing of it is left. */
export function chosen(
  kept: Kept,
  problem: Problem,
  takes: readonly Take[],
  id: string,
): Kept | null {
  const places = problem.fields ?? [];
  const left = places.filter((_, place) => takes[place] === "theirs");
  const { command } = kept;
  // Their changes up to these were seen: over later ones it is asked again.
  const seen = Math.max(0, ...places.map((place) => place.version ?? 0));
  const base = seen > 0 ? { [command.stream]: seen } : {};
  const fresh = { ...kept, id, clash: undefined, command: { ...command, id, base } };
  if (takes.every((take) => take === "mine")) return fresh;
  if (!divisible(command, command.stream, places)) return null;
  const steps = stepsOf(command).flatMap((step) => {
    const gone = left.filter((place) => isOf(step, command.stream, place));
    if (gone.length === 0) return [step];
    const names = new Set(gone.flatMap((place) => together(place.field ?? "")));
    const payload = step.payload as Plain;
    const fields = Object.fromEntries(
      Object.entries(payload.fields).filter(([name]) => !names.has(name)),
    );
    return Object.keys(fields).length > 0 ? [{ ...step, payload: { ...payload, fields } }] : [];
  });
  if (steps.length === 0) return null;
  const payload = command.type === "batch" ? { commands: steps } : (steps[0]?.payload ?? {});
  return {
    ...fresh,
    command: { ...fresh.command, payload },
    optimistic: without(kept.optimistic, left),
  };
}

/** Inputs without some fields. */
function without(inputs: Inputs, places: readonly Place[]): Inputs {
  const found: Record<string, unknown> = {};
  for (const [table, change] of Object.entries(inputs)) {
    const updated = change.updated.flatMap((one) => {
      const names = new Set(
        places
          .filter((place) => place.table === table && place.id === one.id)
          .flatMap((place) => together(place.field ?? "")),
      );
      const after = Object.fromEntries(
        Object.entries(one.after).filter(([name]) => !names.has(name)),
      );
      return Object.keys(after).length > 0 ? [{ ...one, after }] : [];
    });
    found[table] = { ...change, updated };
  }
  return found as Inputs;
}

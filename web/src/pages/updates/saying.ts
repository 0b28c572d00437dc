/** From what is typed about a task to what is sent. Pure. */

import {
  type DurationSettings,
  type DurationUnit,
  formatDuration,
  parseDuration,
} from "~/model/durations";
import { fromIso, toIso } from "~/model/moments";
import type { AskedTask, Said } from "./query";

/** What stands in the fields of one task. */
export interface Draft {
  readonly percent: string;
  /** A length such as 3d; empty: as it follows. */
  readonly left: string;
  /** A day as `<input type="date">` has it; empty: as planned. */
  readonly finish: string;
  readonly confidence: string;
  readonly blocked: string;
  readonly note: string;
  /** It is as planned: said by one press. */
  readonly asPlanned: boolean;
}

export function emptyDraft(task: AskedTask): Draft {
  return {
    percent: String(task.percent),
    left: "",
    finish: "",
    confidence: "",
    blocked: task.blocked,
    note: "",
    asPlanned: false,
  };
}

/** What stood in the fields of what was said; `day_finish` is the minute at which a day's work ends. */
export function draftOf(
  said: Said,
  task: AskedTask,
  settings: DurationSettings & { day_finish: number },
): Draft {
  const { percent, remaining, finish } = said;
  return {
    ...emptyDraft(task),
    percent: String(percent ?? task.percent),
    left:
      remaining === undefined ? "" : formatDuration(remaining, task.unit as DurationUnit, settings),
    finish: finish === undefined ? "" : (toIso(finish - settings.day_finish) ?? "").slice(0, 10),
    confidence: said.confidence ?? "",
    blocked: said.blocked ?? "",
    note: said.note ?? "",
    asPlanned: percent !== undefined,
  };
}

export type Wrong = "percent" | "left" | "finish" | null;

/** What to send of a task: null where nothing was said; else what, or which field is wrong. */
export function saidOf(
  task: AskedTask,
  draft: Draft,
  settings: DurationSettings & { day_finish: number },
): { said: Said | null; wrong: Wrong } {
  const plain = emptyDraft(task);
  const same = (Object.keys(plain) as (keyof Draft)[]).every((key) => draft[key] === plain[key]);
  if (same) return { said: null, wrong: null };
  const said: Said = { task_id: task.id, blocked: draft.blocked.trim() };
  const percent = Number(draft.percent.trim().replace("%", ""));
  if (!draft.percent.trim() || !Number.isInteger(percent) || percent < 0 || percent > 100) {
    return { said: null, wrong: "percent" };
  }
  if (percent !== task.percent || draft.asPlanned) said.percent = percent;
  if (draft.left.trim()) {
    const found = parseDuration(draft.left, settings);
    if (!found || found.minutes < 0 || draft.finish) return { said: null, wrong: "left" };
    said.remaining = found.minutes;
  }
  if (draft.finish && percent < 100) {
    const at = fromIso(`${draft.finish}T00:00:00`);
    if (at === null) return { said: null, wrong: "finish" };
    said.finish = at + settings.day_finish;
  }
  if (draft.confidence) said.confidence = draft.confidence;
  if (draft.note.trim()) said.note = draft.note.trim();
  return { said, wrong: null };
}

/** What was asked in the open project, and what was not answered since. */

import type {
  AssignmentAnswersRow,
  BlocksRow,
  TaskRow,
  UpdateAnswersRow,
  UpdateRequestsRow,
} from "~/protocol/tables.generated";
import type { ProjectStore } from "~/store/types";
import { dayOf, instantNow, momentNow } from "./moments";

type Reader = Pick<ProjectStore, "rows" | "index">;

/** 1970-01-01 was a Thursday; Monday is 0. */
const THURSDAY = 3;

/** The day from which on an answer counts: the first asking, or the last weekday of a weekly one. */
export function roundOf(
  request: Pick<UpdateRequestsRow, "weekday" | "asked">,
  today: number,
): number {
  if (request.weekday === null) return request.asked;
  const back = (((today + THURSDAY - request.weekday) % 7) + 7) % 7;
  return Math.max(request.asked, today - back);
}

/** The unfinished tasks that a request is about. */
export function askedTasks(store: ProjectStore, request: UpdateRequestsRow): TaskRow[] {
  const shares = store.rows("assignments");
  const keys = store.index("assignments", "resource_id").get(request.resource_id) ?? [];
  return keys.flatMap((key) => {
    const task = store.task(shares.get(key)?.task_id ?? 0);
    if (!task?.active || task.percent_complete >= 100) return [];
    if (store.outlineLine(task.id)?.hasChildren) return [];
    return request.task_id === null || isWithin(store, task.id, request.task_id) ? [task] : [];
  });
}

function isWithin(store: ProjectStore, id: number, top: number): boolean {
  for (let at: number | null = id; at !== null; at = store.task(at)?.parent_id ?? null) {
    if (at === top) return true;
  }
  return false;
}

export function answerOf(
  store: Reader,
  taskId: number,
  resourceId: number,
): UpdateAnswersRow | undefined {
  const rows = store.rows("update_answers");
  const keys = store.index("update_answers", "task_id").get(taskId) ?? [];
  return keys.map((key) => rows.get(key)).find((row) => row?.resource_id === resourceId);
}

/** Whether an answer was given on a day or later, and not given back. */
export function isAnswered(
  answer: UpdateAnswersRow | undefined,
  since: number,
  zone: string,
): boolean {
  if (!answer || answer.state === "returned" || !answer.said_at) return false;
  return dayOf(momentNow(zone || "UTC", new Date(answer.said_at))) >= since;
}

/** Whether somebody with an account can be reminded of what a blocked task waits for. */
export function canNudge(store: ProjectStore, block: BlocksRow): boolean {
  if (block.waits_for_id !== null) return true;
  const person = store.rows("resources").get(block.resource_id ?? 0);
  return person !== undefined && (person.user_id !== null || person.email !== "");
}

export type Reply = AssignmentAnswersRow["state"];

/** What a reply to being assigned writes; what was answered before is gone with it. */
export function saidNow(state: Reply, text: string, user: number | null) {
  return {
    state,
    text: text.trim(),
    user_id: user,
    said_at: instantNow(),
    answer: "",
    answered_by: null,
    answered_at: "",
  };
}

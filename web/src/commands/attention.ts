/** What is blocked, who watches, what is said to assignments, and updates that are asked for. */

import { type Reply, saidNow } from "~/model/attention";
import { todayOf } from "~/model/blocks";
import { instantNow } from "~/model/moments";
import type { BlocksRow } from "~/protocol/tables.generated";
import type { Outcome, ProjectSession } from "~/store/types";
import { say } from "~/text/say";
import { NotPossible, temporaryId } from "./draft";
import { keyFor, run } from "./run";

export type BlockFields = Partial<
  Pick<
    BlocksRow,
    "reason" | "since" | "kind" | "resource_id" | "waits_for_id" | "waits_for" | "promised"
  >
>;

/** Say that a task is blocked, or otherwise than before. */
export function setBlock(
  session: ProjectSession,
  taskId: number,
  fields: BlockFields,
): Promise<Outcome> {
  const id = keyFor(session);
  return run(session, {
    type: "block.set",
    payload: { task_id: taskId, ...(id === undefined ? {} : { id }), fields },
    write: (draft) => {
      draft.task(taskId);
      const there = draft.where("blocks", "task_id", taskId)[0];
      if (there) draft.update("blocks", there.id, fields);
      else {
        draft.insert("blocks", {
          reason: "",
          since: todayOf(session.store),
          kind: "other",
          resource_id: null,
          waits_for_id: null,
          waits_for: "",
          promised: null,
          nudged: null,
          user_id: session.store.viewer.user_id,
          ...fields,
          id: id ?? temporaryId(),
          task_id: taskId,
        });
      }
    },
  });
}

export function clearBlock(session: ProjectSession, taskId: number): Promise<Outcome> {
  return run(session, {
    type: "block.clear",
    payload: { task_id: taskId },
    write: (draft) => {
      for (const row of draft.where("blocks", "task_id", taskId)) draft.remove("blocks", row.id);
    },
  });
}

/** Remind whoever a blocked task waits for. */
export function nudge(session: ProjectSession, taskId: number): Promise<Outcome> {
  return run(session, {
    type: "block.nudge",
    payload: { task_id: taskId },
    write: (draft) => {
      for (const row of draft.where("blocks", "task_id", taskId)) {
        draft.update("blocks", row.id, { nudged: todayOf(session.store) });
      }
    },
  });
}

/** Watch a task or no longer: oneself, or another. */
export function watch(
  session: ProjectSession,
  taskId: number,
  watching: boolean,
  userId: number | null = session.store.viewer.user_id,
): Promise<Outcome> {
  const id = keyFor(session);
  const own = userId === session.store.viewer.user_id;
  const key = id === undefined ? {} : { id };
  return run(session, {
    type: "task.watch",
    payload: { task_id: taskId, watching, ...key, ...(own ? {} : { user_id: userId }) },
    write: (draft) => {
      const rows = draft.where("watchers", "task_id", taskId);
      const there = rows.find((row) => row.user_id === userId);
      if (there) draft.update("watchers", there.id, { watching });
      else if (userId !== null) {
        const row = { id: id ?? temporaryId(), task_id: taskId, user_id: userId, watching };
        draft.insert("watchers", row);
      }
    },
  });
}

/** Say to being assigned that one takes it, does not, or asks. */
export function reply(
  session: ProjectSession,
  assignmentId: number,
  state: Reply,
  text = "",
): Promise<Outcome> {
  const { store } = session;
  const known = store.index("assignment_answers", "assignment_id").has(assignmentId);
  const id = known ? undefined : keyFor(session);
  return run(session, {
    type: "assignment.reply",
    payload: { assignment_id: assignmentId, state, text, ...(id === undefined ? {} : { id }) },
    write: (draft) => {
      const share = draft.get("assignments", assignmentId);
      if (!share) throw new NotPossible(say("gone.assignment"));
      const said = saidNow(state, text, store.viewer.user_id);
      const [there] = draft.where("assignment_answers", "assignment_id", assignmentId);
      if (there) draft.update("assignment_answers", there.id, said);
      else {
        const key = { id: id ?? temporaryId(), task_id: share.task_id };
        draft.insert("assignment_answers", { ...said, ...key, assignment_id: assignmentId });
      }
    },
  });
}

export function answerReply(
  session: ProjectSession,
  assignmentId: number,
  text: string,
): Promise<Outcome> {
  return run(session, {
    type: "assignment.answer",
    payload: { assignment_id: assignmentId, text },
    write: (draft) => {
      for (const row of draft.where("assignment_answers", "assignment_id", assignmentId)) {
        draft.update("assignment_answers", row.id, {
          answer: text.trim(),
          answered_by: session.store.viewer.user_id,
          answered_at: instantNow(),
        });
      }
    },
  });
}

export interface Asking {
  readonly task_id?: number;
  readonly resource_ids?: readonly number[];
  readonly weekday?: number | null;
  readonly note?: string;
}

/** Ask how far tasks are. */
export function askForUpdate(session: ProjectSession, asking: Asking): Promise<Outcome> {
  return run(session, { type: "update.ask", payload: asking });
}

export function remind(session: ProjectSession, id: number): Promise<Outcome> {
  return run(session, {
    type: "update.remind",
    payload: { id },
    write: (draft) => draft.update("update_requests", id, { reminded: todayOf(session.store) }),
  });
}

export function stopAsking(session: ProjectSession, id: number): Promise<Outcome> {
  return run(session, {
    type: "update.stop",
    payload: { id },
    write: (draft) => draft.remove("update_requests", id),
  });
}

export function acceptAnswers(session: ProjectSession, ids: readonly number[]): Promise<Outcome> {
  return run(session, { type: "update.accept", payload: { ids } });
}

export function returnAnswer(session: ProjectSession, id: number, text: string): Promise<Outcome> {
  return run(session, { type: "update.return", payload: { id, reply: text } });
}

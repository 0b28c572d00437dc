/** What one does to a task from the list: shown at once, sent to its project, taken back by Undo. */

import type { TFunction } from "i18next";
import { useCallback, useRef } from "react";
import { useTranslation } from "react-i18next";
import { isForLater, type KeptDeeds, keptDeeds, keptDeedsSoon, waits } from "~/here/kept";
import { useMe } from "~/here/me";
import { tellUndoable } from "~/here/undo";
import { type Reply, saidNow } from "~/model/attention";
import { finishedToday, startedToday } from "~/model/due";
import { momentNow, toIso } from "~/model/moments";
import type { Inputs } from "~/protocol/envelope";
import { api, Refusal } from "~/protocol/http";
import type { TaskRow } from "~/protocol/tables.generated";
import { uuid } from "~/protocol/uuid";
import { type Kept, scopeOf } from "~/sync/journal";
import { type CommandBody, httpTransport } from "~/sync/transport";
import { toasts } from "~/ui/toasts";
import { changing, dueInput, type MyProject, type MyTask, type Of, showAs } from "./query";

export type Deed = "start" | "half" | "done";

interface Wish {
  readonly type: string;
  readonly payload: object;
  /** What the task looks like at once. */
  readonly shown: Partial<MyTask>;
  readonly said: string;
  /** What it writes, so that the open project shows it too before it is sent. */
  readonly inputs: Inputs;
}

/** What a deed means for a task: the command, and how it shows. */
export function wishOf(
  deed: Deed,
  task: MyTask,
  project: MyProject,
  t: TFunction<"my-work">,
): Wish {
  const due = dueInput(task);
  const now = momentNow(project.zone || undefined);
  const { name } = task;
  switch (deed) {
    case "start": {
      const actual_start = startedToday(due, now, project.day_start);
      const shown = { actual_start: toIso(actual_start) };
      return progress(task, { actual_start }, shown, t("said.start", { name }));
    }
    case "half": {
      const fields = { percent_complete: 50 };
      const shown = { ...fields, remaining_work_minutes: half(task) };
      return progress(task, fields, shown, t("said.half", { name }));
    }
    case "done": {
      const actual_finish = finishedToday(due, now, project.day_finish);
      const instant = task.milestone ? { actual_start: actual_finish } : {};
      const shown = {
        percent_complete: 100,
        actual_finish: toIso(actual_finish),
        remaining_work_minutes: task.remaining_work_minutes === null ? null : 0,
        critical: false,
      };
      return progress(task, { actual_finish, ...instant }, shown, t("said.done", { name }));
    }
  }
}

/** Progress of a task as it is said. */
function progress(
  task: MyTask,
  fields: Partial<TaskRow>,
  shown: Partial<MyTask>,
  said: string,
): Wish {
  const { id, percent_complete: percent } = task;
  const before = { percent_complete: percent, actual_start: dueInput(task).actualStart };
  const after = { percent_complete: shown.percent_complete ?? percent, ...fields };
  const updated = [{ id, before, after }];
  const inputs = { tasks: { added: [], updated, removed: [] } };
  return { type: "task.progress", payload: { id, ...fields }, shown, said, inputs };
}

/** What is left of one's own work; null where it is not one's own to say. */
function remaining(task: MyTask, minutes: number, said: string): Wish | null {
  const [id] = task.assignments;
  if (id === undefined) return null;
  const fields = { actual_work: task.actual_work_minutes ?? 0, remaining_work: minutes };
  const updated = [{ id, before: {}, after: fields }];
  return {
    type: "assignment.update",
    payload: { id, fields },
    shown: { remaining_work_minutes: minutes },
    said,
    inputs: { assignments: { added: [], updated, removed: [] } },
  };
}

/** What is said to being assigned, of all assignments to the task that are one's own. */
function replied(task: MyTask, state: Reply, text: string, user: number, said: string): Wish {
  const parts = task.assignments.map((assignment_id) => ({
    type: "assignment.reply",
    payload: { assignment_id, state, text },
  }));
  const words = saidNow(state, text, user);
  // The server gives the rows their keys: until then each has one that is nobody else's.
  const added = task.assignments.map((assignment_id) => ({
    ...words,
    id: -assignment_id,
    task_id: task.id,
    assignment_id,
  }));
  const [only] = parts;
  return {
    ...(only && parts.length === 1 ? only : { type: "batch", payload: { commands: parts } }),
    shown: { reply: state, reply_text: words.text, reply_answer: "" },
    said,
    inputs: { assignment_answers: { added, updated: [], removed: [] } },
  };
}

/** Half of the work, where what is left follows % complete. */
function half(task: MyTask): number | null {
  const { remaining_work_minutes: left, actual_work_minutes: done } = task;
  return left === null ? null : Math.round((left + (done ?? 0)) / 2);
}

/** A wish as it is kept until the server can be reached. */
function keptOf(
  command: CommandBody,
  wish: Wish,
  task: MyTask,
  project: MyProject,
  user: number,
): Kept {
  return {
    id: command.id,
    scope: scopeOf(user, project.id),
    tab: "",
    order: Date.now(),
    command,
    optimistic: wish.inputs,
    results: [],
    about: { project: project.name, names: { [task.id]: task.name } },
    shown: { task: task.id, fields: wish.shown },
  };
}

/** What a wish changes of a task, as it was. */
function before(task: MyTask, { shown }: Wish): Partial<MyTask> {
  const names = Object.keys(shown) as (keyof MyTask)[];
  return Object.fromEntries(names.map((name) => [name, task[name]]));
}

export interface Deeds {
  run(deed: Deed, task: MyTask, project: MyProject): void;
  /** Say how many minutes of one's own work are left. */
  remaining(task: MyTask, project: MyProject, minutes: number): void;
  /** Say that one takes the task, does not, and why, or ask; false where that was refused. */
  reply(task: MyTask, project: MyProject, state: Reply, text: string): Promise<boolean>;
  /** Take back the last one. */
  undo(): void;
}

/** By project, until what was sent last is settled: one goes after the other, as they were done. */
const lines = new Map<number, Promise<unknown>>();

function inLine<T>(project: number, work: () => Promise<T>): Promise<T> {
  const mine = (lines.get(project) ?? Promise.resolve()).then(work, work);
  lines.set(project, mine);
  return mine;
}

/**
 * `of` is the list that shows it at once. `onClash` is told of a deed that met what another did to the
 * same: it waits for a choice.
 */
export function useDeeds(of: Of, onClash: (kept: Kept) => void): Deeds {
  const { t } = useTranslation(["my-work", "shell"]);
  const { user } = useMe();
  /** How each of the last ones is taken back. */
  const last = useRef<{ of: number | string; run: () => void }[]>([]);

  const undo = useCallback(
    async (changeset: number) => {
      try {
        await changing(of, () => api.post(`/changesets/${changeset}/undo`));
        last.current = last.current.filter(({ of }) => of !== changeset);
        toasts.undone(changeset);
        toasts.show({ tone: "quiet", key: "undo", text: t("shell:toast.undone") });
      } catch (error) {
        tell(error);
      }
    },
    [of, t],
  );

  /** False where it was refused, which is told. */
  const send = useCallback(
    async (wish: Wish, task: MyTask, project: MyProject): Promise<boolean> => {
      const takeBack = showAs(of, { ...task, ...wish.shown });
      const command: CommandBody = {
        id: uuid(),
        type: wish.type,
        schema: 1,
        base: { [project.id]: project.version },
        stream: project.id,
        payload: wish.payload,
      };
      const later = (deeds: KeptDeeds): boolean => {
        const kept = keptOf(command, wish, task, project, user.id);
        deeds.keep(kept);
        const run = (): void => {
          last.current = last.current.filter(({ of }) => of !== command.id);
          deeds.takeBack(kept, { task: task.id, fields: before(task, wish) });
          takeBack();
        };
        last.current.push({ of: command.id, run });
        const detail = t("my-work:said.kept");
        tellUndoable({ text: wish.said, detail, key: `my-work-${task.id}` }, run);
        return true;
      };
      return inLine(project.id, async () => {
        const now = keptDeeds();
        if (now && waits(scopeOf(user.id, project.id))) return later(now);
        try {
          const { id } = await changing(of, () => httpTransport.command(command, user.id));
          if (id === null) return true;
          const run = (): void => void undo(id);
          last.current.push({ of: id, run });
          tellUndoable({ text: wish.said, of: id, key: `my-work-${task.id}` }, run);
          return true;
        } catch (error) {
          const clashes = error instanceof Refusal && error.problem.type === "conflict";
          const deeds = clashes || isForLater(error) ? await keptDeedsSoon() : null;
          if (deeds && !clashes) return later(deeds);
          takeBack();
          if (deeds && clashes) {
            // Kept, so that nothing is lost if one does not choose now.
            const clash = error.problem;
            const kept = { ...keptOf(command, wish, task, project, user.id), clash };
            deeds.keep(kept);
            onClash(kept);
            return true;
          }
          tell(error);
          return false;
        }
      });
    },
    [of, t, undo, user.id, onClash],
  );

  return {
    run: (deed, task, project) => void send(wishOf(deed, task, project, t), task, project),
    remaining: (task, project, minutes) => {
      const wish = remaining(task, minutes, t("my-work:said.remaining", { name: task.name }));
      if (wish) void send(wish, task, project);
    },
    reply: (task, project, state, text) => {
      const said = t(`my-work:said.${state}`, { name: task.name });
      return send(replied(task, state, text, user.id, said), task, project);
    },
    undo: () => {
      const newest = last.current.at(-1);
      if (newest) newest.run();
      else toasts.show({ tone: "quiet", key: "undo", text: t("shell:project.nothingUndo") });
    },
  };
}

function tell(error: unknown): void {
  if (!(error instanceof Refusal)) throw error;
  toasts.show({ tone: "bad", key: "my-work", text: error.message });
}

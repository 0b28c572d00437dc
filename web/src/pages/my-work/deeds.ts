/** What one does to a task from the list: shown at once, sent to its project, taken back by Undo. */

import type { TFunction } from "i18next";
import { useCallback, useRef } from "react";
import { useTranslation } from "react-i18next";
import { isAway } from "~/here/answers";
import { type KeptDeeds, keptDeeds, keptNow } from "~/here/kept";
import { useMe } from "~/here/me";
import { finishedToday, startedToday } from "~/model/due";
import { momentNow, toIso } from "~/model/moments";
import type { Inputs } from "~/protocol/envelope";
import { api, Refusal } from "~/protocol/http";
import { uuid } from "~/protocol/uuid";
import { type Kept, scopeOf } from "~/sync/journal";
import { OTHER_ACCOUNT } from "~/sync/problems";
import { type CommandBody, httpTransport } from "~/sync/transport";
import { toasts } from "~/ui/toasts";
import { changing, dueInput, type MyProject, type MyTask, showAs } from "./query";

export type Deed = "start" | "half" | "done";

interface Wish {
  readonly type: string;
  readonly payload: object;
  /** What the task looks like at once. */
  readonly shown: Partial<MyTask>;
  readonly said: string;
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
  const { id, name } = task;
  const type = "task.progress";
  switch (deed) {
    case "start": {
      const actual_start = startedToday(due, now, project.day_start);
      const shown = { actual_start: toIso(actual_start) };
      return { type, payload: { id, actual_start }, shown, said: t("said.start", { name }) };
    }
    case "half": {
      const fields = { percent_complete: 50 };
      const shown = { ...fields, remaining_work_minutes: half(task) };
      return { type, payload: { id, ...fields }, shown, said: t("said.half", { name }) };
    }
    case "done": {
      const actual_finish = finishedToday(due, now, project.day_finish);
      const instant = task.milestone ? { actual_start: actual_finish } : {};
      return {
        type,
        payload: { id, actual_finish, ...instant },
        shown: {
          percent_complete: 100,
          actual_finish: toIso(actual_finish),
          remaining_work_minutes: task.remaining_work_minutes === null ? null : 0,
          critical: false,
        },
        said: t("said.done", { name }),
      };
    }
  }
}

/** Half of the work, where what is left follows % complete. */
function half(task: MyTask): number | null {
  const { remaining_work_minutes: left, actual_work_minutes: done } = task;
  return left === null ? null : Math.round((left + (done ?? 0)) / 2);
}

/** A wish as it is kept until the server can be reached; `before` is the task as it was. */
function keptOf(
  command: CommandBody,
  wish: Wish,
  task: MyTask,
  project: MyProject,
  user: number,
): Kept {
  const { id, ...rest } = command.payload as { id: number; fields?: object };
  const started = dueInput(task).actualStart;
  const before = { percent_complete: task.percent_complete, actual_start: started };
  const { percent_complete = task.percent_complete } = wish.shown;
  const inputs = rest.fields
    ? { assignments: { added: [], removed: [], updated: [{ id, before: {}, after: rest.fields }] } }
    : {
        tasks: {
          added: [],
          removed: [],
          updated: [{ id, before, after: { percent_complete, ...rest } }],
        },
      };
  return {
    id: command.id,
    scope: scopeOf(user, project.id),
    tab: "",
    order: Date.now(),
    command,
    optimistic: inputs as Inputs,
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

/** Whether something of a project still waits: what comes later must not overtake it. */
function waits(scope: string): boolean {
  return keptNow().all.some((one) => one.scope === scope && !one.refused && !one.clash);
}

export interface Deeds {
  run(deed: Deed, task: MyTask, project: MyProject): void;
  /** Say how many minutes of one's own work are left. */
  remaining(task: MyTask, project: MyProject, minutes: number): void;
  /** Take back the last one. */
  undo(): void;
}

export function useDeeds(workspaceId: number): Deeds {
  const { t } = useTranslation(["my-work", "shell"]);
  const { user } = useMe();
  /** How each of the last ones is taken back. */
  const last = useRef<{ of: number | string; run: () => void }[]>([]);

  const undo = useCallback(
    async (changeset: number) => {
      try {
        await changing(workspaceId, () => api.post(`/changesets/${changeset}/undo`));
        last.current = last.current.filter(({ of }) => of !== changeset);
        toasts.undone(changeset);
        toasts.show({ tone: "quiet", key: "undo", text: t("shell:toast.undone") });
      } catch (error) {
        tell(error);
      }
    },
    [workspaceId, t],
  );

  const send = useCallback(
    async (wish: Wish, task: MyTask, project: MyProject, over = false): Promise<void> => {
      const takeBack = showAs(workspaceId, { ...task, ...wish.shown });
      const command: CommandBody = {
        id: uuid(),
        type: wish.type,
        schema: 1,
        base: over ? {} : { [project.id]: project.version },
        stream: project.id,
        payload: wish.payload,
      };
      const later = (deeds: KeptDeeds): void => {
        const kept = keptOf(command, wish, task, project, user.id);
        deeds.keep(kept);
        const run = (): void => {
          last.current = last.current.filter(({ of }) => of !== command.id);
          deeds.takeBack(kept, { task: task.id, fields: before(task, wish) });
          takeBack();
        };
        last.current.push({ of: command.id, run });
        toasts.show({
          text: wish.said,
          detail: t("my-work:said.kept"),
          key: `my-work-${task.id}`,
          actions: [{ label: t("shell:toast.undo"), run }],
        });
      };
      const deeds = keptDeeds();
      if (deeds && waits(scopeOf(user.id, project.id))) return later(deeds);
      try {
        const { id } = await changing(workspaceId, () => httpTransport.command(command, user.id));
        if (id === null) return;
        last.current.push({ of: id, run: () => void undo(id) });
        toasts.show({
          text: wish.said,
          of: id,
          key: `my-work-${task.id}`,
          actions: [{ label: t("shell:toast.undo"), run: () => void undo(id) }],
        });
      } catch (error) {
        if (deeds && (isAway(error) || isOthers(error))) return later(deeds);
        takeBack();
        if (error instanceof Refusal && error.problem.status === 409) {
          const by = error.problem.fields?.[0]?.by ?? "";
          toasts.show({
            tone: "bad",
            text: t("my-work:conflict", { name: task.name, by }),
            actions: [
              {
                label: t("my-work:overwrite"),
                run: () => void send(wish, task, project, true),
              },
            ],
          });
          return;
        }
        tell(error);
      }
    },
    [workspaceId, t, undo, user.id],
  );

  return {
    run: (deed, task, project) => void send(wishOf(deed, task, project, t), task, project),
    remaining: (task, project, minutes) => {
      const [id] = task.assignments;
      if (id === undefined) return;
      const fields = { actual_work: task.actual_work_minutes ?? 0, remaining_work: minutes };
      const wish = {
        type: "assignment.update",
        payload: { id, fields },
        shown: { remaining_work_minutes: minutes },
        said: t("my-work:said.remaining", { name: task.name }),
      };
      void send(wish, task, project);
    },
    undo: () => {
      const newest = last.current.at(-1);
      if (newest) newest.run();
      else toasts.show({ tone: "quiet", key: "undo", text: t("shell:project.nothingUndo") });
    },
  };
}

/** Somebody else is signed in by now: it waits for whoever did it. */
const isOthers = (error: unknown): boolean =>
  error instanceof Refusal && error.problem.type === OTHER_ACCOUNT;

function tell(error: unknown): void {
  if (!(error instanceof Refusal)) throw error;
  toasts.show({ tone: "bad", key: "my-work", text: error.message });
}

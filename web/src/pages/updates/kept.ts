/** Answers that are kept in this browser: what the list looks like with them, and how they are made. */

import { keptNow } from "~/here/kept";
import type { Inputs } from "~/protocol/envelope";
import { type Kept, scopeOf } from "~/sync/journal";
import type { CommandBody } from "~/sync/transport";
import type { Asked, MyUpdates, Said, Waiting } from "./query";

const ANSWER = "update.answer";

interface Payload extends Said {
  readonly resource_id: number;
}

/** What is kept of the answers that one request asks for, the last of each task. */
export function waitingOf(all: readonly Kept[], asked: Asked): Waiting {
  const found = new Map<number, Said>();
  for (const { command, refused } of all) {
    if (command.type !== ANSWER || command.stream !== asked.project_id || refused) continue;
    const { resource_id, ...said } = command.payload as Payload;
    if (resource_id === asked.resource_id) found.set(said.task_id, said);
  }
  return found;
}

/** What I am asked, with what I answered and is not sent yet. */
export function withKept(updates: MyUpdates): MyUpdates {
  const items = updates.items.map((asked) => {
    const waiting = waitingOf(keptNow().all, asked);
    if (waiting.size === 0) return asked;
    return {
      ...asked,
      tasks: asked.tasks.map((task) =>
        waiting.has(task.id) ? { ...task, answered: true, state: null } : task,
      ),
    };
  });
  const open = items.reduce((sum, { tasks }) => sum + tasks.filter((t) => !t.answered).length, 0);
  return { items, open };
}

/** An answer as a command. */
export function answerCommand(id: string, asked: Asked, said: Said): CommandBody {
  const payload = { resource_id: asked.resource_id, ...said };
  return { id, type: ANSWER, schema: 1, base: {}, stream: asked.project_id, payload };
}

/** An answer as it is kept until the server can be reached. */
export function keptAnswer(command: CommandBody, asked: Asked, said: Said, user: number): Kept {
  const { task_id, ...words } = said;
  const name = asked.tasks.find((task) => task.id === task_id)?.name ?? "";
  // The server gives the row its key: until then it has one that is nobody else's.
  const row = { ...words, id: -task_id, task_id, resource_id: asked.resource_id };
  const inputs = { update_answers: { added: [row], updated: [], removed: [] } };
  const percent = said.percent === undefined ? {} : { percent_complete: said.percent };
  return {
    id: command.id,
    scope: scopeOf(user, asked.project_id),
    tab: "",
    order: Date.now(),
    command,
    optimistic: inputs as unknown as Inputs,
    results: [],
    about: { project: asked.project.name, names: { [task_id]: name } },
    shown: { task: task_id, fields: percent },
  };
}

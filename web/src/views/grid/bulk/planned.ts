/**
 * What setting some fields of many tasks comes to: the steps of one change, and what cannot be set,
 * with the reason, before anything is changed.
 */

import { assignStep, moveCardsStep, type Step } from "~/commands";
import { checkWay } from "~/commands/board";
import { Draft, NotPossible } from "~/commands/draft";
import type { Assignee } from "~/model/people";
import type { ProjectSession } from "~/store/types";
import { i18next } from "~/text/i18n";
import { lockedBecause, meaningOf, typedText } from "../cells";
import type { Reading } from "../reading";

export const JOIN = "people:add";
export const LEAVE = "people:remove";

/** A field, and the text that one would type in its cell; of people, their names. */
export interface Choice {
  readonly column: string;
  readonly text: string;
}

/** Why a field of some tasks cannot be set. */
export interface Left {
  readonly column: string;
  readonly reason: string;
  readonly ids: readonly number[];
}

/** A step, and of which field of which tasks it is. */
export interface Part {
  readonly column: string;
  readonly ids: readonly number[];
  readonly step: Step;
}

export interface Planned {
  readonly parts: readonly Part[];
  readonly left: readonly Left[];
}

/** Types decide where a task may stand, fields what it needs to stand there: they come first. */
const FIRST = ["type"];
const LAST = ["status", "percent", "actualWork", "remainingWork"];

function order({ column }: Choice): number {
  if (FIRST.includes(column)) return -1;
  if (column.startsWith("custom:")) return 0;
  return LAST.includes(column) ? 2 + LAST.indexOf(column) : 1;
}

/** What cannot be set, by field and reason. */
class Leaving {
  readonly #found = new Map<string, { column: string; reason: string; ids: number[] }>();

  add(column: string, reason: string, ids: readonly number[]): void {
    const key = `${column} ${reason}`;
    const one = this.#found.get(key) ?? { column, reason, ids: [] };
    one.ids.push(...ids);
    this.#found.set(key, one);
  }

  get list(): Left[] {
    return [...this.#found.values()];
  }
}

export function planned(
  ids: readonly number[],
  choices: readonly Choice[],
  reading: Reading,
  session: ProjectSession,
): Planned {
  const leaving = new Leaving();
  const parts: Part[] = [];
  const draft = new Draft(reading.store);
  const there = ids.filter((id) => reading.store.task(id));
  const people = choices.filter(({ column }) => column === JOIN || column === LEAVE);
  const plain = choices.filter((one) => !people.includes(one));
  for (const choice of [...plain].sort((a, b) => order(a) - order(b))) {
    const { column, text } = choice;
    const cards = new Map<number, number[]>();
    for (const id of there) {
      if (lockedBecause(column, id, reading) === null && same(column, id, text, reading)) continue;
      if (column === "duration" && reading.store.task(id)?.milestone) {
        // Alone it would become a task; among many nobody would see it.
        leaving.add(column, i18next.t("bulk:milestone"), [id]);
        continue;
      }
      const meaning = meaningOf(column, id, text, reading, session);
      if (!meaning.ok) leaving.add(column, meaning.message, [id]);
      else if (column === "status") {
        const asked = meaning.steps[0]?.payload as { status_id: number } | undefined;
        const to = draft.get("statuses", asked?.status_id ?? null);
        const wrong = to && refusalOf(() => checkWay(draft, id, to));
        if (wrong) leaving.add(column, wrong, [id]);
        else if (to) cards.set(to.id, [...(cards.get(to.id) ?? []), id]);
      } else {
        for (const step of meaning.steps) {
          const wrong = refusalOf(() => step.write?.(draft));
          if (wrong) leaving.add(column, wrong, [id]);
          else parts.push({ column, ids: [id], step });
        }
      }
    }
    // Cards that go to one column go together, in the order in which they stand.
    for (const [to, cardIds] of cards) {
      parts.push({ column, ids: cardIds, step: moveCardsStep(cardIds, to) });
    }
  }
  if (people.length > 0) assign(there, people, reading, session, parts, leaving);
  return { parts, left: leaving.list };
}

/** Why something is not possible, in words; null where it is. */
function refusalOf(attempt: () => void): string | null {
  try {
    attempt();
    return null;
  } catch (error) {
    if (error instanceof NotPossible) return error.message;
    throw error;
  }
}

function same(column: string, id: number, text: string, reading: Reading): boolean {
  const now = typedText(column, id, reading);
  return now.replace(/%$/, "").toLowerCase() === text.trim().replace(/\s*%$/, "").toLowerCase();
}

function assign(
  ids: readonly number[],
  people: readonly Choice[],
  reading: Reading,
  session: ProjectSession,
  parts: Part[],
  leaving: Leaving,
): void {
  const named = (column: string) =>
    people.filter((one) => one.column === column).flatMap(({ text }) => namesIn(text));
  const joins = named(JOIN);
  const leaves = new Set(named(LEAVE).map((name) => name.toLocaleLowerCase()));
  const [column = JOIN] = people.map((one) => one.column);
  for (const id of ids) {
    const locked = lockedBecause("assignees", id, reading);
    if (locked) {
      leaving.add(column, locked, [id]);
      continue;
    }
    const now = peopleOn(id, reading);
    const stay = now.filter(({ name }) => !leaves.has(name.toLocaleLowerCase()));
    const known = new Set(now.map(({ name }) => name.toLocaleLowerCase()));
    const more = joins.filter((name) => !known.has(name.toLocaleLowerCase()));
    if (more.length === 0 && stay.length === now.length) continue;
    const wanted: Assignee[] = [...stay, ...more.map((name) => ({ name }))];
    parts.push({ column, ids: [id], step: assignStep(session, id, wanted, () => undefined) });
  }
}

function peopleOn(id: number, reading: Reading): Assignee[] {
  const { store } = reading;
  return (store.index("assignments", "task_id").get(id) ?? []).flatMap((key) => {
    const row = store.rows("assignments").get(key);
    const name = row && store.rows("resources").get(row.resource_id)?.name;
    return name ? [{ name }] : [];
  });
}

/** Names stand one a line: a comma may be in one. */
function namesIn(text: string): string[] {
  return text.split("\n").filter((name) => name.trim() !== "");
}

/** How often the server is asked about one change at most, and how many commands that may have. */
const MOST_ASKED = 30;
const MOST = 2000;

export interface Checked extends Planned {
  /** Why nothing of it can be done. */
  readonly refused: "many" | "unknown" | null;
  /** The dates that would move; null where nobody was asked. */
  readonly dates: ReadonlyMap<number, { readonly finish: number }> | null;
}

/**
 * Ask the server what it would refuse, and leave that out; null where another question came between.
 * It knows what the client does not: what types require, what columns do.
 */
export async function checked(plan: Planned, session: ProjectSession): Promise<Checked | null> {
  const leaving = new Leaving();
  for (const { column, reason, ids } of plan.left) leaving.add(column, reason, ids);
  if (plan.parts.length > MOST) {
    return { parts: [], left: leaving.list, refused: "many", dates: null };
  }
  let asked = 0;
  let dates: Checked["dates"] = null;

  /** Those of the parts that the server takes; null where it was not asked to the end. */
  async function taken(given: readonly Part[]): Promise<readonly Part[] | null> {
    let parts = given;
    while (parts.length > 0) {
      asked += 1;
      if (asked > MOST_ASKED) return null;
      const commands = parts.map(({ step: { type, payload } }) => ({ type, payload }));
      const answer = await session.preview(commands);
      if (!answer) return null;
      dates = answer.schedule;
      if (!answer.problem) return parts;
      const { detail, errors } = answer.problem;
      const place = Number(/^commands\.(\d+)/.exec(errors?.[0]?.field ?? "")?.[1] ?? Number.NaN);
      const wrong = parts[place];
      const reason = errors?.[0]?.message ?? detail;
      if (wrong?.ids.length === 1) {
        leaving.add(wrong.column, reason, wrong.ids);
        parts = parts.filter((part) => part !== wrong);
        continue;
      }
      // What is refused as a whole is looked for in halves.
      const tasks = [...new Set(parts.flatMap((part) => part.ids))];
      if (tasks.length === 1) {
        for (const column of new Set(parts.map((part) => part.column))) {
          leaving.add(column, reason, tasks);
        }
        return [];
      }
      const first = new Set(tasks.slice(0, tasks.length >> 1));
      const some = await taken(narrowed(parts, (id) => first.has(id)));
      const rest = some && (await taken(narrowed(parts, (id) => !first.has(id))));
      if (!rest) return null;
      parts = [...some, ...rest];
      if (asked >= MOST_ASKED) return parts;
    }
    return parts;
  }

  const parts = await taken(plan.parts);
  if (!parts && asked <= MOST_ASKED) return null;
  return { parts: parts ?? [], left: leaving.list, refused: parts ? null : "unknown", dates };
}

/** The parts as far as they are of some tasks. */
function narrowed(parts: readonly Part[], wanted: (id: number) => boolean): Part[] {
  return parts.flatMap((part) => {
    const ids = part.ids.filter(wanted);
    if (ids.length === 0) return [];
    if (ids.length === part.ids.length) return [part];
    const { status_id } = part.step.payload as { status_id: number };
    return [{ column: part.column, ids, step: moveCardsStep(ids, status_id) }];
  });
}

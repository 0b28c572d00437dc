/** What a drag says is what its drop does: that the server says so too is held by sync/server.test.ts. */

import { beforeAll, describe, expect, it } from "vitest";
import { newLink } from "~/commands/defaults";
import type { LinkRow, ScheduleRow, TaskRow } from "~/protocol/tables.generated";
import { createProjectStore } from "~/store/index";
import { changesetOf, columnsOf, START, scheduleRow, snapshotOf, tasksOf } from "~/store/testing";
import type { Preview, ProjectSession } from "~/store/types";
import { i18next } from "~/text/i18n";
import { Reading } from "~/views/grid/reading";
import { type Foreseen, Foresight } from "./foresight";
import { type Drag, type MoveDrag, type ResizeDrag, stepsOf } from "./gestures";
import { verdictOf } from "./verdict";

const DAY = 1440;
const [A, B] = [1, 2] as const;

beforeAll(() => i18next.changeLanguage("en"));

function open(values: Partial<TaskRow> = {}, links: readonly LinkRow[] = []) {
  const tasks = tasksOf("A\nB\nC").map((task) => (task.id === B ? { ...task, ...values } : task));
  const store = createProjectStore(snapshotOf({ tables: { tasks, links: [...links] } }));
  // The project's finish stays, whatever is moved.
  const schedule = columnsOf([scheduleRow(3, { finish: START + 30 * DAY })]);
  store.apply([changesetOf(2, {}, { results: { schedule } })]);
  return { store, reading: new Reading(store) };
}

/** The server's answer: what it writes to B and the dates that change. */
function answer(after: Partial<TaskRow>, ...rows: ScheduleRow[]): Foreseen {
  const updated = Object.keys(after).length ? [{ id: B, before: {}, after }] : [];
  const schedule = new Map(rows.map((row) => [row.id, row]));
  return { inputs: { tasks: { added: [], updated, removed: [] } }, schedule };
}

const at = (id: number, days: number, more: Partial<ScheduleRow> = {}) =>
  scheduleRow(id, { start: START + days * DAY, finish: START + days * DAY + 480, ...more });
const move = (days: number, id: number = B): MoveDrag => {
  const before = scheduleRow(id);
  return { kind: "move", id, before, start: START + days * DAY, others: [] };
};
const resize = (end: "start" | "finish", days: number): ResizeDrag => {
  const before = scheduleRow(B);
  const start = before.start + (end === "start" ? days * DAY : 0);
  const finish = before.finish + (end === "finish" ? days * DAY : 0);
  return {
    kind: "resize",
    id: B,
    before,
    end,
    start,
    finish,
    duration: 480 * (Math.abs(days) + 1),
  };
};

/** All that is said, in one text. */
function said(
  drag: Drag,
  foreseen: Foreseen | null,
  { reading }: ReturnType<typeof open> = open(),
): string {
  const t = i18next.getFixedT("en", "gantt");
  const { wish, effects, contradiction } = verdictOf(drag, foreseen, reading, t);
  const all = [wish, ...effects, ...(contradiction === null ? [] : [contradiction])].join(" | ");
  // Whatever language this machine writes dates in.
  return all.replace(/\b([A-Z][a-z]{2}) (\d+)(?:, (\d{4}))?\b/g, (_, month, day, year) =>
    [day, month, year].filter(Boolean).join(" "),
  );
}

const pinned = (days: number) =>
  ({ constraint: "snet", constraint_date: START + days * DAY }) as const;
const ONCE = newLink({ id: 50, predecessor_id: A, successor_id: B });

describe("a move", () => {
  it("that comes back changes nothing, and asks for nothing", () => {
    expect(said(move(0), null)).toBe("Starts 2 Mar");
  });

  it("pins an automatic task, and says what the pin is set in place of", () => {
    expect(said(move(2), answer(pinned(2), at(B, 2)))).toBe("Not before 4 Mar");
    const held = open({ constraint: "mfo", constraint_date: START + 480 });
    expect(said(move(2), answer(pinned(2), at(B, 2)), held)).toMatch(
      /^Not before 4 Mar, instead of: Must finish on .*2 Mar 2026$/,
    );
  });

  it("to where links put it takes the pin off", () => {
    const plan = open(pinned(0));
    const off = answer({ constraint: "asap", constraint_date: null }, at(B, -1));
    expect(said(move(-1), off, plan)).toBe("No longer pinned: starts 1 Mar");
  });

  it("against a link promises no pin where none is set", () => {
    const plan = open({}, [ONCE]);
    const waits = at(B, 0, { driver: "link", driver_id: 50 });
    expect(said(move(-3), answer({}, waits), plan)).toBe(
      "Starts 2 Mar | Waits for “A” to finish 2 Mar: it cannot start before 2 Mar.",
    );
  });

  it("of what has begun sets when it did, by hand or not", () => {
    const actual_start = START + DAY;
    for (const mode of ["auto", "manual"] as const) {
      const plan = open({ mode, actual_start: START, manual_start: START });
      expect(said(move(1), answer({ actual_start }, at(B, 1)), plan)).toBe("Actual start 3 Mar");
    }
  });

  it("of a task by hand says where it then starts, be it earlier than wished", () => {
    const plan = open({ mode: "manual", manual_start: START });
    const manual_start = START + DAY;
    expect(said(move(1), answer({ manual_start }, at(B, 1)), plan)).toBe("Starts 3 Mar");
    expect(said(move(1), answer({ manual_start }), plan)).toBe(
      "Starts 2 Mar | It starts 2 Mar all the same.",
    );
  });

  it("of several says what the held one does, and how many do not follow", () => {
    const drag = { ...move(2), others: [move(2, A), move(0, 3)] };
    const by = open({ mode: "manual", manual_start: START });
    const both = answer({ manual_start: START + 2 * DAY }, at(B, 2), at(A, 2));
    expect(said(drag, both, by)).toBe("2 tasks, the held one: Starts 4 Mar");
    expect(said(drag, answer(pinned(2), at(B, 2)))).toBe(
      "2 tasks, the held one: Not before 4 Mar | 1 of the others cannot start where it is dragged.",
    );
  });
});

describe("a resize", () => {
  it("says the finish that comes, not the one that is wished", () => {
    const longer = answer({ duration: 960 }, at(B, 0, { finish: START + 2 * DAY + 480 }));
    expect(said(resize("finish", 1), longer)).toBe(
      "2d, until 4 Mar | It finishes 4 Mar all the same.",
    );
  });

  it("of a task whose finish is held moves its start", () => {
    const plan = open({ constraint: "fnet", constraint_date: START + 480 });
    const earlier = at(B, -3, { finish: START + 480 });
    expect(said(resize("finish", 1), answer({ duration: 960 }, earlier), plan)).toBe(
      "2d, until 2 Mar | Its finish is held: it starts 27 Feb instead.",
    );
  });

  it("of what is done sets when it was", () => {
    const plan = open({ actual_start: START, actual_finish: START + 480 });
    const done = { actual_finish: START + DAY + 480 };
    const result = at(B, 0, { finish: done.actual_finish });
    expect(said(resize("finish", 1), answer(done, result), plan)).toBe("Actual finish 3 Mar");
  });

  it("at the left end goes on to the right where a link holds the start", () => {
    const plan = open({}, [ONCE]);
    const finish = START + DAY + 480;
    const held = at(B, 0, { finish, driver: "link", driver_id: 50 });
    expect(said(resize("start", -1), answer({ duration: 960 }, held), plan)).toBe(
      "2d, from 2 Mar | it finishes 3 Mar" +
        " | Waits for “A” to finish 2 Mar: it cannot start before 2 Mar.",
    );
  });

  it("at the left end of a pinned task says that the pin falls off", () => {
    const plan = open(pinned(0));
    const off = { duration: 960, constraint: "asap", constraint_date: null } as const;
    expect(said(resize("start", -1), answer(off, at(B, -1, { finish: START + 480 })), plan)).toBe(
      "2d, from 1 Mar | No longer pinned: starts 1 Mar",
    );
  });
});

it("a link to a task with dates of its own does not move it", () => {
  const plan = open({ mode: "manual", manual_start: START });
  const before = scheduleRow(A);
  const target = { id: B, end: "start" } as const;
  const drag: Drag = { kind: "link", id: A, before, end: "finish", x: 0, y: 0, target };
  expect(said(drag, answer({}), plan)).toBe(
    "“B” starts after “A” finishes | “B” has dates of its own: it starts 2 Mar all the same.",
  );
  expect(said(drag, answer({}, at(B, 1)))).toBe("“B” starts after “A” finishes | it starts 3 Mar");
});

describe("foresight", () => {
  /** A server that answers when it is told to. */
  function asking() {
    const { store, reading } = open();
    const open_: ((answer: Preview | null) => void)[] = [];
    const preview = () => new Promise<Preview | null>((resolve) => open_.push(resolve));
    const shown: (number | undefined)[] = [];
    const session = { store, preview } as unknown as ProjectSession;
    const foresight = new Foresight(session, (dates) => shown.push(dates?.get(B)?.start));
    const steps = (days: number) => stepsOf(move(days), () => false);
    const tell = async (days: number) => {
      open_.shift()?.({
        ...answer(pinned(days), at(B, days)),
        notes: [],
        problem: null,
      } as Preview);
      await Promise.resolve();
    };
    const words = (days: number) => said(move(days), foresight.foreseen, { store, reading });
    return { foresight, steps, tell, words, shown };
  }

  it("speaks of what is held now, and never from an answer to where it was", async () => {
    const { foresight, steps, tell, words, shown } = asking();
    void foresight.ask(steps(9));
    void foresight.ask(steps(2));
    expect(words(2)).toBe("Not before 4 Mar");
    await tell(9);
    // The bars may show it until the next; the words would say “It starts 11 Mar all the same”.
    expect(words(2)).toBe("Not before 4 Mar");
    expect(shown).toEqual([START + 9 * DAY]);
    expect(foresight.datesOf(steps(2))).toBeUndefined();
    await tell(2);
    expect(foresight.datesOf(steps(2))).toEqual([at(B, 2)]);
    expect(foresight.datesOf(steps(9))).toBeUndefined();
  });

  it("of a drag that was given up shows nothing in the next one", async () => {
    const { foresight, steps, tell, shown } = asking();
    void foresight.ask(steps(9));
    foresight.clear();
    void foresight.ask(steps(2));
    await tell(9);
    expect(shown).toEqual([undefined]);
    await foresight.ask([]);
    await tell(2);
    expect([foresight.foreseen, shown]).toEqual([null, [undefined, undefined]]);
  });

  it("says beforehand what will be refused without asking", async () => {
    const { store } = open({ actual_start: START, actual_finish: START + 480 });
    const session = { store, preview: async () => null } as unknown as ProjectSession;
    const foresight = new Foresight(session, () => undefined);
    await foresight.ask(stepsOf(move(3), () => false));
    expect(foresight.refusal).toBe("It cannot finish before it starts.");
  });
});

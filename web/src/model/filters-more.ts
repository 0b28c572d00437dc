/** What of a task can be filtered by and stands in no column. Pure. */

import type { BlocksRow, TaskRow } from "~/protocol/tables.generated";
import { blockOf } from "./blocks";
import { type ChecklistKind, itemsOf } from "./checklists";
import { splitsOf } from "./effort";
import type { FieldValue, TaskField, TaskFields } from "./filters-fields";
import { isLate } from "./late";
import { DAY } from "./moments";

export const STATES = ["late", "underway", "ahead", "done"] as const;
const TICKED = ["open", "ticked"];
const WAITS_ON = ["person", "team", "vendor", "decision", "task", "other"];
const SOURCES = ["typed", "checklist", "board", "hours", "git"];
const REPLIES = ["accepted", "declined", "asked"];
const PEOPLE = ["assignments", "resources"] as const;

type Read = TaskField["read"];
type More = Partial<TaskField>;

export function moreFields(of: TaskFields): TaskField[] {
  return [
    ...looking(of),
    ...outline(of),
    ...linked(of),
    ...ticked(of),
    ...waiting(of),
    ...rest(of),
  ];
}

const flag = (key: string, read: Read, more: More = {}): TaskField => ({
  key,
  kind: "flag",
  read,
  ...more,
});

function looking(of: TaskFields): TaskField[] {
  const { store, words } = of;
  const dates = (id: number) => store.schedule(id);
  const state = (id: number): string => {
    const percent = dates(id)?.percent_complete ?? 0;
    if (percent >= 100) return "done";
    if ((dates(id)?.finish ?? words.status) < words.status) return "late";
    return percent > 0 ? "underway" : "ahead";
  };
  const anything = (id: number, task: TaskRow): string => {
    const rows = store.rows("resources");
    const names = of.assignees(id).map((one) => rows.get(one)?.name ?? "");
    const wbs = task.wbs || (store.outlineLine(id)?.wbs ?? "");
    return [task.name, `${store.project.key}-${task.number}`, wbs, ...names].join(" ");
  };
  return [
    // All by which a task is looked for: name, number, WBS code, people.
    { key: "anything", kind: "text", tables: PEOPLE, whole: true, read: anything },
    { key: "notes", kind: "text", read: (_, task) => task.notes },
    {
      key: "team",
      kind: "choice",
      tables: PEOPLE,
      get options() {
        return distinct([...store.rows("resources").values()].map((row) => row.group));
      },
      read: (id) => {
        const rows = store.rows("resources");
        return distinct(of.assignees(id).map((one) => rows.get(one)?.group ?? ""));
      },
    },
    { key: "state", kind: "choice", options: STATES, read: (id) => state(id) },
    flag("late", (_, task) => isLate(store, task, words.status)),
    flag("overdue", (id, task) => {
      const row = dates(id);
      return (
        row !== undefined && task.active && row.percent_complete < 100 && row.finish < words.now
      );
    }),
    flag("milestone", (_, task) => task.milestone),
    flag("deliverable", (_, task) => task.deliverable),
    flag("recurring", (_, task) => task.recurrence !== null),
    { key: "number", kind: "number", read: (_, task) => task.number },
    { key: "actualStart", kind: "date", read: (_, task) => task.actual_start },
    { key: "actualFinish", kind: "date", finish: true, read: (_, task) => task.actual_finish },
  ];
}

function outline(of: TaskFields): TaskField[] {
  const { store } = of;
  const summaries = (top = false): string[] =>
    store
      .outline()
      .filter((line) => line.hasChildren && (!top || line.level === 0))
      .map((line) => String(line.id));
  const above = (id: number): string[] => {
    const found: string[] = [];
    let at = store.outlineLine(id)?.parentId ?? null;
    while (at !== null) {
      found.push(String(at));
      at = store.outlineLine(at)?.parentId ?? null;
    }
    return found;
  };
  const among = (key: string, options: () => string[], read: Read): TaskField => ({
    key,
    kind: "choice",
    whole: true,
    get options() {
      return options();
    },
    read,
  });
  return [
    flag("summary", (id) => of.isSummary(id), { whole: true }),
    among(
      "phase",
      () => summaries(true),
      (id) => above(id).at(-1) ?? "",
    ),
    among(
      "parent",
      () => summaries(),
      (id) => String(store.outlineLine(id)?.parentId ?? ""),
    ),
    among("under", () => summaries(), above),
  ];
}

/** Successors, and how many links and relations there are. */
function linked(of: TaskFields): TaskField[] {
  const { store } = of;
  const keys = (end: "successor_id" | "predecessor_id", id: number) =>
    store.index("links", end).get(id) ?? [];
  const links = { tables: ["links"], whole: true } as const;
  return [
    {
      key: "successors",
      kind: "task",
      ...links,
      read: (id) =>
        keys("predecessor_id", id).flatMap(
          (key) => store.rows("links").get(key)?.successor_id ?? [],
        ),
    },
    {
      key: "predecessorCount",
      kind: "number",
      ...links,
      read: (id) => keys("successor_id", id).length,
    },
    {
      key: "successorCount",
      kind: "number",
      ...links,
      read: (id) => keys("predecessor_id", id).length,
    },
    {
      key: "related",
      kind: "task",
      tables: ["task_relations"],
      whole: true,
      read: (id) => {
        const rows = store.rows("task_relations");
        const both = (["task_id", "other_id"] as const).flatMap(
          (end) => store.index("task_relations", end).get(id) ?? [],
        );
        return both.flatMap((key) => {
          const row = rows.get(key);
          return row ? [row.task_id === id ? row.other_id : row.task_id] : [];
        });
      },
    },
  ];
}

/** Checklists and acceptance criteria: whether there are any, all are met, and how many are left. */
function ticked(of: TaskFields): TaskField[] {
  const kinds: readonly ChecklistKind[] = ["checklist", "acceptance"];
  return kinds.flatMap((kind): TaskField[] => {
    const more = { tables: ["checklist_items"], whole: true } as const;
    const left = (id: number) => itemsOf(of.store, id, kind).filter((item) => !item.done).length;
    const any = (id: number) => itemsOf(of.store, id, kind).length > 0;
    return [
      {
        key: kind,
        kind: "choice",
        options: TICKED,
        ...more,
        read: (id) => (any(id) ? (left(id) > 0 ? "open" : "ticked") : ""),
      },
      {
        key: `${kind}Left`,
        kind: "number",
        ...more,
        read: (id) => (any(id) ? left(id) : null),
      },
    ];
  });
}

/** What is in the way, who watches, and what was said to being assigned. */
function waiting(of: TaskFields): TaskField[] {
  const { store } = of;
  const blocked = (read: (block: BlocksRow) => FieldValue, none: FieldValue): Read => {
    return (_, task) => {
      const block = blockOf(store, task);
      return block ? read(block) : none;
    };
  };
  const more = { tables: ["blocks"], whole: true } as const;
  const day = (value: number | null) => (value === null ? null : value * DAY);
  return [
    flag("blocked", (_, task) => blockOf(store, task) !== undefined, { tables: ["blocks"] }),
    { key: "blockReason", kind: "text", ...more, read: blocked((block) => block.reason, "") },
    {
      key: "waitsOn",
      kind: "choice",
      options: WAITS_ON,
      ...more,
      read: blocked((block) => block.kind, ""),
    },
    {
      key: "waiting",
      kind: "people",
      ...more,
      read: blocked(({ resource_id }) => (resource_id === null ? [] : [resource_id]), null),
    },
    {
      key: "waitingTask",
      kind: "task",
      ...more,
      read: blocked(({ waits_for_id }) => (waits_for_id === null ? [] : [waits_for_id]), []),
    },
    { key: "blockedSince", kind: "date", ...more, read: blocked(({ since }) => day(since), null) },
    { key: "promised", kind: "date", ...more, read: blocked((one) => day(one.promised), null) },
    {
      key: "watcher",
      kind: "account",
      tables: ["watchers", ...PEOPLE],
      whole: true,
      read: (id) => watchersOf(of, id),
    },
    {
      key: "reply",
      kind: "choice",
      options: REPLIES,
      tables: ["assignment_answers", "assignments"],
      whole: true,
      read: (id) => {
        const rows = store.rows("assignment_answers");
        const here = store.rows("assignments");
        const keys = store.index("assignment_answers", "task_id").get(id) ?? [];
        return keys.flatMap((key) => {
          const row = rows.get(key);
          return row && here.has(row.assignment_id) ? [row.state] : [];
        });
      },
    },
  ];
}

/** Accounts that watch, as the task's panel has it: by a row, else because they are assigned. */
function watchersOf(of: TaskFields, id: number): number[] {
  const { store } = of;
  const people = store.rows("resources");
  const found = new Set(of.assignees(id).flatMap((one) => people.get(one)?.user_id ?? []));
  for (const key of store.index("watchers", "task_id").get(id) ?? []) {
    const row = store.rows("watchers").get(key);
    if (row?.watching) found.add(row.user_id);
    else if (row) found.delete(row.user_id);
  }
  return [...found];
}

function rest(of: TaskFields): TaskField[] {
  const { store } = of;
  const dates = (id: number) => store.schedule(id);
  return [
    { key: "constraintDate", kind: "date", read: (_, task) => task.constraint_date },
    { key: "freeFloat", kind: "duration", read: (id) => dates(id)?.free_float ?? null },
    { key: "lateStart", kind: "date", read: (id) => dates(id)?.late_start ?? null },
    {
      key: "lateFinish",
      kind: "date",
      finish: true,
      read: (id) => dates(id)?.late_finish ?? null,
    },
    {
      key: "progressSource",
      kind: "choice",
      options: SOURCES,
      read: (_, task) => task.progress_source,
    },
    {
      key: "calendar",
      kind: "choice",
      tables: ["calendars"],
      get options() {
        return [...store.rows("calendars").keys()].map(String);
      },
      read: (_, task) => (task.calendar_id === null ? "" : String(task.calendar_id)),
    },
    { key: "levellingDelay", kind: "duration", read: (_, task) => task.levelling_delay },
    flag("estimated", (_, task) => task.estimated),
    flag("effortDriven", (_, task) => task.effort_driven),
    flag("split", (_, task) => splitsOf(task).length > 0),
    flag("archived", (_, task) => task.archived),
    {
      key: "files",
      kind: "number",
      tables: ["attachments"],
      whole: true,
      read: (id) => (store.index("attachments", "task_id").get(id) ?? []).length,
    },
    ...(store.rows("risk_groups").size > 0 ? [riskGroup(of)] : []),
  ];
}

function riskGroup({ store }: TaskFields): TaskField {
  return {
    key: "riskGroup",
    kind: "choice",
    tables: ["risk_groups"],
    get options() {
      return [...store.rows("risk_groups").keys()].map(String);
    },
    read: (_, task) => (task.risk_group_id === null ? "" : String(task.risk_group_id)),
  };
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts.filter((text) => text !== ""))].sort((a, b) => a.localeCompare(b));
}

import i18next, { type TFunction } from "i18next";
import { beforeAll, expect, it, vi } from "vitest";
import type { Inputs } from "~/protocol/envelope";
import type { ProjectStore } from "~/store/types";
import history from "~/text/en/history.json";
import { rowNames, whoSaid, describe as words } from "./describe";

let t: TFunction;
beforeAll(async () => {
  const own = i18next.createInstance();
  await own.init({
    lng: "en",
    ns: ["history"],
    resources: { en: { history } },
    interpolation: { escapeValue: false },
  });
  t = own.t;
});

const ROWS: Record<string, Record<number, object>> = {
  work_types: { 11: { name: "Bug" }, 12: { name: "Story" } },
  attachments: { 21: { name: "plan.pdf" } },
  checklist_items: { 31: { text: "Ask the vendor" } },
  custom_fields: { 41: { name: "Rack" } },
  resources: { 51: { name: "Vera" } },
  update_answers: { 61: { resource_id: 51 } },
};
const store = {
  rows: (table: string) =>
    new Map(Object.entries(ROWS[table] ?? {}).map(([id, row]) => [Number(id), row])),
} as unknown as ProjectStore;

function told(type: string, inputs: object, undoes: number | null = null): string {
  const change = { type, undoes, inputs: inputs as Inputs };
  return words(change, () => "Mount", t, rowNames(store));
}
const part = (more: object) => ({ added: [], updated: [], removed: [], ...more });

it("names types, points and estimates, not their keys", () => {
  const field = (before: object, after: object) =>
    told("task.update", { tasks: part({ updated: [{ id: 1, before, after }] }) });
  expect(field({ type_id: 11 }, { type_id: 12 })).toBe("changed the type of “Mount”: Bug → Story");
  expect(field({ type_id: 99 }, { type_id: null })).toBe(
    "changed the type of “Mount”: one that is gone → nothing",
  );
  expect(field({ story_points: null }, { story_points: 250 })).toContain("nothing → 2.5");
  expect(field({ optimistic: null }, { optimistic: 960 })).toContain("nothing → 2d");
  expect(field({ confidence: "" }, { confidence: "very_low" })).toContain("nothing → very low");
  expect(field({ splits: [[480, 960]] }, { splits: [[960, 960]] })).toBe(
    "changed “Mount”: interruptions",
  );
});

it("counts the rows that a list of changes leaves out", () => {
  const rows = [
    { id: 1, name: "Mount" },
    { id: 2, name: "Cable" },
  ];
  const words_ = (parts: object, counts: object, undoes: number | null = null) => {
    const inputs = { tasks: part(parts) } as unknown as Inputs;
    const change = { type: "task.create", undoes, inputs, counts: { tasks: counts } };
    return words(change, () => "Mount", t, rowNames(store));
  };
  expect(words_({ added: rows }, { added: 10_000 })).toContain("9999");
  expect(words_({ removed: rows }, { removed: 40 })).toContain("39");
  const updated = [{ id: 1, before: { duration: 480 }, after: { duration: 960 } }];
  expect(words_({ updated }, { updated: 30 })).toContain("29");
  // What an undo took back is told: the rows that it removed were added.
  expect(words_({ removed: rows }, { added: 0, removed: 10_000 }, 7)).toContain("9999");
  expect(words_({ added: rows }, { added: 40, removed: 0 }, 7)).toContain("39");
});

it("names files, items of checklists and custom fields", () => {
  const file = { attachments: part({ added: [{ id: 21, task_id: 1, name: "plan.pdf" }] }) };
  expect(told("attachment.create", file)).toBe("attached a file: “plan.pdf”");
  const ticked = [{ id: 31, before: { done: false }, after: { done: true } }];
  expect(told("checklist.tick", { checklist_items: part({ updated: ticked }) })).toBe(
    "ticked off a checklist: “Ask the vendor”",
  );
  const values = part({ added: [{ id: 1, field_id: 41, task_id: 1, value: "B2" }] });
  expect(told("custom_value.set", { custom_values: values })).toBe("filled in Rack of “Mount”");
});

it("tells an answer by link as that of who was asked", () => {
  const by = (update_answers: object) =>
    whoSaid(
      { type: "update.answer_by_link", undoes: null, inputs: { update_answers } as Inputs },
      "Owner",
      store,
      t,
    );
  expect(by(part({ added: [{ id: 61, resource_id: 51 }] }))).toBe("Vera (by link)");
  expect(by(part({ updated: [{ id: 61, before: {}, after: {} }] }))).toBe("Vera (by link)");
  expect(by(part({ updated: [{ id: 69, before: {}, after: {} }] }))).toBe("Somebody (by link)");
});

it("writes points as the reader's language does", () => {
  vi.stubGlobal("navigator", { language: "de" });
  const points = [{ id: 1, before: { story_points: 50 }, after: { story_points: 250 } }];
  const text = told("task.update", { tasks: part({ updated: points }) });
  vi.unstubAllGlobals();
  expect(text).toContain("0,5 → 2,5");
});

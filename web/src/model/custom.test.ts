import { expect, it } from "vitest";
import { createProjectStore } from "~/store";
import { customFieldRow, snapshotOf } from "~/store/testing";
import {
  customText,
  customTyped,
  customValue,
  readFigure,
  readLink,
  readMoney,
  readOptions,
  shownType,
} from "./custom";
import { TaskFields } from "./filters-fields";
import { groupingFrom, groupsBy } from "./grouping";

const OPTIONS = [
  { id: "a", name: "North, upper", color: "blue" },
  { id: "b", name: "South", color: "red" },
];

it.each([
  ["12", 12],
  ["12,5", 12.5],
  ["1,234.5", 1234.5],
  ["1.234,5", 1234.5],
  ["1 234,5", 1234.5],
  ["1,234,567", 1234567],
  ["-3", -3],
  ["12 %", 12],
  ["1e3", 1000],
  ["", null],
  ["12a", null],
  ["1,2,3", null],
])("reads the number %s", (text, wanted) => expect(readFigure(text)).toBe(wanted));

it.each([
  ["1200", 120_000],
  ["€ 1,200.50", 120_050],
  ["1.200,50 €", 120_050],
  ["-5", -500],
  ["(5.00)", -500],
  ["EUR 7", 700],
  ["much", null],
])("reads the money %s", (text, wanted) => expect(readMoney(text, "EUR")).toBe(wanted));

it.each([
  ["https://example.org/a", "https://example.org/a"],
  ["example.org/a", "https://example.org/a"],
  ["ana@example.org", "mailto:ana@example.org"],
  ["mailto:ana@example.org", "mailto:ana@example.org"],
  ["javascript:alert(1)", null],
  ["data:text/html,x", null],
  ["file:///etc/passwd", null],
  ["hello", null],
  ["two words", null],
])("reads the link %s", (text, wanted) => expect(readLink(text)).toBe(wanted));

it("reads options by name, several by comma, names with a comma too", () => {
  const many = customFieldRow({ type: "multi_select", options: OPTIONS });
  expect(readOptions(many, "south")).toEqual(["b"]);
  expect(readOptions(many, "North, upper")).toEqual(["a"]);
  expect(readOptions(many, "South; south")).toEqual(["b"]);
  expect(readOptions(many, "South, West")).toBeNull();
  expect(readOptions(customFieldRow({ type: "select", options: OPTIONS }), "West")).toBeNull();
});

it("types options whose names hold commas so that they are read again", () => {
  const many = customFieldRow({ type: "multi_select", options: OPTIONS });
  const words = { yes: "yes", no: "no" };
  const text = customTyped(many, ["b", "a"], made().store, words);
  expect(text).toBe('South, "North, upper"');
  expect(readOptions(many, text)).toEqual(["b", "a"]);
  expect(customText(many, ["b", "a"], made().store, "yes", "en")).toBe("South, North, upper");
});

function made() {
  const custom_fields = [
    customFieldRow({ id: 1, name: "Sites", type: "multi_select", options: OPTIONS }),
    customFieldRow({ id: 2, name: "Price", type: "cost" }),
    customFieldRow({ id: 3, name: "Twice", type: "formula", formula: "[Price]*2", result: "cost" }),
  ];
  const shot = snapshotOf({ outline: "A\nB", tables: { custom_fields } });
  const [a = 0, b = 0] = (shot.tables.tasks?.id ?? []) as number[];
  const rows = [
    { id: 91, field_id: 1, task_id: a, value: ["b"] },
    { id: 92, field_id: 2, task_id: a, value: 1250 },
  ];
  shot.tables.custom_values = {
    id: rows.map((r) => r.id),
    field_id: rows.map((r) => r.field_id),
    task_id: rows.map((r) => r.task_id),
    value: rows.map((r) => r.value),
  };
  const fault = { error: "divided by zero: [Price] is 0" };
  shot.results.formulas = { id: [a, b], values: [{ 3: 2500 }, { 3: fault }] };
  return { store: createProjectStore(shot), a, b, custom_fields };
}

it("shows values, and what a formula gives or why it gives nothing", () => {
  const { store, a, b, custom_fields } = made();
  const [sites, price, twice] = custom_fields;
  if (!sites || !price || !twice) throw new Error("fields");
  const text = (field: typeof sites, id: number) =>
    customText(field, customValue(store, field, id), store, "Yes", "en");
  expect(text(sites, a)).toBe("South");
  expect(text(price, a)).toBe("€12.50");
  expect(text(twice, a)).toBe("€25.00");
  expect(text(twice, b)).toBe("⚠ divided by zero: [Price] is 0");
  expect(shownType(twice)).toBe("cost");
  expect(customTyped(price, 1250, store, { yes: "Yes", no: "No" })).toBe("12.50");
});

it("filters and groups by options and by what formulas give", () => {
  const { store, a, b } = made();
  const fields = new TaskFields(store);
  expect(fields.get("custom-1")?.kind).toBe("choice");
  expect(fields.value("custom-1", a)).toEqual(["b"]);
  expect(fields.value("custom-3", a)).toBe(2500);
  expect(fields.value("custom-3", b)).toBeNull();
  const grouping = groupingFrom("custom-1", fields);
  if (!grouping) throw new Error("no grouping");
  expect(groupsBy(grouping, fields)(a).key).toBe("b");
  expect(groupsBy(grouping, fields)(b).key).toBe("");
});

import { beforeEach, describe, expect, it } from "vitest";
import { ColumnSet } from "./columns";

const FIRST = ["line", "name", "duration", "start", "finish"];

const frozen = (set: ColumnSet) =>
  set.shown.filter((column) => column.frozen).map((column) => column.key);
const keys = (set: ColumnSet) => set.shown.map((column) => column.key);

/** Node has no storage of its own; what is kept is kept here. */
beforeEach(() => {
  const kept = new Map<string, string>();
  Object.defineProperty(globalThis, "localStorage", {
    configurable: true,
    value: {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, value: string) => kept.set(name, value),
    },
  });
});

describe("frozen columns", () => {
  it("are number and name before anyone chose, and come first", () => {
    const set = new ColumnSet("test", FIRST);
    expect(frozen(set)).toEqual(["line", "name"]);
    set.freeze("finish");
    expect(keys(set)).toEqual(["line", "name", "finish", "duration", "start"]);
    expect(frozen(set)).toEqual(["line", "name", "finish"]);
    set.freeze("finish");
    expect(frozen(set)).toEqual(["line", "name"]);
  });

  it("scroll all where the name does, and bring it along", () => {
    const set = new ColumnSet("test", FIRST);
    set.freeze("start");
    set.freeze("name");
    expect(frozen(set)).toEqual([]);
    expect(keys(set).slice(0, 2)).toEqual(["line", "name"]);
    set.freeze("duration");
    expect(frozen(set)).toEqual(["line", "name", "duration"]);
  });

  it("are kept with the columns, by the browser and by saved views", () => {
    const set = new ColumnSet("test", FIRST);
    set.freeze("start");
    expect(frozen(new ColumnSet("test", FIRST))).toEqual(["line", "name", "start"]);
    const view = set.given();
    expect(view[1]).toEqual({ key: "name", width: 256 });
    expect(view[2]).toMatchObject({ key: "start", frozen: true });
    const other = new ColumnSet("other", FIRST);
    other.use(view);
    expect(frozen(other)).toEqual(["line", "name", "start"]);
    expect(other.differs).toBe(false);
    other.freeze("start");
    expect(other.differs).toBe(true);
  });

  it("move among their like alone", () => {
    const set = new ColumnSet("test", FIRST);
    set.freeze("finish");
    expect(set.mayShift("finish", 1)).toBe(false);
    expect(set.mayShift("finish", -1)).toBe(false);
    expect(set.mayShift("duration", 1)).toBe(true);
    set.shift("duration", 1);
    expect(keys(set)).toEqual(["line", "name", "finish", "start", "duration"]);
    set.shift("duration", -1);
    expect(keys(set)).toEqual(["line", "name", "finish", "duration", "start"]);
  });
});

describe("all columns", () => {
  it("leave out what only who asks for it gets", () => {
    const set = new ColumnSet("all", ["*"]);
    set.setCustom([{ key: "cost", width: 100, align: "end", asked: true }]);
    expect(keys(set)).toContain("baselineWork");
    expect(keys(set)).not.toContain("cost");
    set.toggle("cost");
    expect(keys(set)).toContain("cost");
  });
});

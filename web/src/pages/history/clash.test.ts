import i18next, { type TFunction } from "i18next";
import { beforeAll, describe, expect, test } from "vitest";
import history from "~/text/en/history.json";
import offline from "~/text/en/pages/offline.json";
import { clashField, clashValue, told } from "./clash";

let t: TFunction;
beforeAll(async () => {
  const own = i18next.createInstance();
  await own.init({
    lng: "en",
    ns: ["history", "offline"],
    resources: { en: { history, offline } },
    interpolation: { escapeValue: false },
  });
  t = own.t;
});
const of = (table: string, field: string, kind?: string) => ({ table, field, kind });

describe("what two disagree about", () => {
  test.each([
    [of("tasks", "duration", "minutes"), 960, "2d"],
    [of("assignments", "remaining_work", "minutes"), 90, "1.5h"],
    [of("update_answers", "remaining"), 960, "2d"],
    [of("tasks", "percent_complete", "integer"), 50, "50 %"],
    [of("checklist_items", "done", "flag"), true, "yes"],
    [of("tasks", "constraint", "choice"), "snet", "not before"],
    [of("tasks", "story_points", "integer"), 150, "1.5"],
    [of("tasks", "name", "text"), null, "nothing"],
    [of("links", "type", "choice"), "FS", "FS"],
  ])("%j is told in words", (place, raw, words) => {
    expect(clashValue(place, raw, t)).toBe(words);
  });

  test("keys are told by names: the server's, else the project's", () => {
    const column = of("tasks", "status_id", "key");
    expect(clashValue(column, 77, t, { name: "Review" })).toBe("Review");
    const rowName = (table: string, id: number) => `${table} ${id}`;
    expect(clashValue(column, 77, t, { rowName })).toBe("statuses 77");
    expect(clashValue(column, 77, t)).toBe("one that is gone");
  });

  test("a field has its words by its table", () => {
    expect(clashField(of("checklist_items", "done"), t)).toBe("ticked off");
    expect(clashField(of("tasks", "status_id"), t)).toBe("column");
    expect(clashField(of("rates", "valid_from"), t)).toBe("valid from");
  });

  test("what only goes along is left out, unless it is all there is", () => {
    const at = (id: number, field: string) => ({ table: "checklist_items", id, field });
    const all = [at(1, "done"), at(1, "done_by"), at(1, "done_at"), at(2, "done_by")];
    expect(told(all)).toEqual([at(1, "done"), at(2, "done_by")]);
  });
});

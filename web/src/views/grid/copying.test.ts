// @vitest-environment jsdom
/** What a spreadsheet gets of cells, in which language it is, and what comes back from it. */

import { afterEach, describe, expect, it, vi } from "vitest";
import { readFigure, readMoney } from "~/model/custom";
import { fromIso } from "~/model/moments";
import { createProjectStore } from "~/store/index";
import { columnsOf, customFieldRow, scheduleRow, snapshotOf, tasksOf } from "~/store/testing";
import type { ProjectSession } from "~/store/types";
import "~/text/i18n";
import { typedText } from "./cells";
import { copy } from "./clipboard";
import { PlanController } from "./controller";
import { readTable } from "./tables";
import { Viewport } from "./viewport";

const COLUMNS = ["wbs", "duration", "start", "finish", "percent", "points"];
const CUSTOM = ["custom:7", "custom:8", "custom:9", "custom:10"];

afterEach(() => {
  vi.restoreAllMocks();
});

function open(language: string) {
  vi.spyOn(navigator, "languages", "get").mockReturnValue([language]);
  const custom_fields = [
    customFieldRow({ id: 7, name: "Length", type: "number", rank: "a" }),
    customFieldRow({ id: 8, name: "Price", type: "cost", rank: "b" }),
    customFieldRow({ id: 9, name: "Due", type: "date", rank: "c" }),
    customFieldRow({ id: 10, name: "Note", type: "text", rank: "d" }),
  ];
  const at = (text: string) => fromIso(text) ?? 0;
  const values = [
    { id: 91, field_id: 7, task_id: 1, value: 1234.5 },
    { id: 92, field_id: 8, task_id: 1, value: 123_450 },
    { id: 93, field_id: 9, task_id: 1, value: at("2026-03-09T14:30") },
    { id: 94, field_id: 10, task_id: 1, value: '1-2 <b>"&\nmore' },
  ];
  const tasks = tasksOf("Rack\nCopy").map((task) => ({ ...task, story_points: 350 }));
  const dates = { start: at("2026-03-02T09:00"), finish: at("2026-03-04T17:00") };
  const shot = snapshotOf({ tables: { tasks, custom_fields, custom_values: values } as never });
  const rows = [1, 2].map((id) => scheduleRow(id, { ...dates, percent_complete: 50 }));
  const store = createProjectStore({ ...shot, results: { schedule: columnsOf(rows) } });
  const session = { store } as unknown as ProjectSession;
  const shown = ["line", "name", ...COLUMNS, ...CUSTOM];
  const controller = new PlanController(session, new Viewport(), "test", shown);
  controller.goTo({ row: 1, col: "line" });
  controller.goTo({ row: 1, col: "custom:10" }, true);
  return controller;
}

const cellsOf = (html: string) => [
  ...new DOMParser().parseFromString(html, "text/html").querySelectorAll("td"),
];

describe("copied cells", () => {
  it.each([
    ["de-DE", "3,5", "1234,5", "1234,50"],
    ["en-GB", "3.5", "1234.5", "1234.50"],
    ["fr-CH", "3,5", "1234,5", "1234,50"],
  ])("write numbers as %s does, and days as all read them", (language, points, length, price) => {
    const [line = ""] = copy(open(language)).text.split("\n");
    const cells = line.split("\t");
    const note = '"1-2 <b>""&';
    expect(cells).toEqual([
      ...["1", "Rack", "1", "1d", "2026-03-02", "2026-03-04", "50%", points],
      ...[length, price, "2026-03-09 14:30", note],
    ]);
    expect([readFigure(length), readMoney(price, "EUR")]).toEqual([1234.5, 123_450]);
  });

  it("tell a spreadsheet their values, whatever its language", () => {
    const cells = cellsOf(copy(open("de-DE")).html);
    const told = cells.map((cell) => cell.getAttribute("x:num"));
    expect(told).toEqual([
      ...["1", null, null, null, "46083", "46085", "0.5", "3.5"],
      ...["1234.5", "1234.5", "46090.604167", null],
    ]);
    expect(cells.map((cell) => cell.getAttribute("sdval"))).toEqual(told);
    const format = (place: number) => cells[place]?.getAttribute("style");
    // An outline's number and a text that looks like a date are texts.
    expect([format(2), format(11)]).toEqual(Array(2).fill("mso-number-format:'\\@'"));
    expect(format(4)).toContain("yyyy");
    expect(cells[11]?.textContent).toBe('1-2 <b>"&more');
    expect(cells[11]?.querySelectorAll("b")).toHaveLength(0);
  });

  it("come back as they were", () => {
    for (const language of ["de-DE", "en-US"]) {
      const controller = open(language);
      const { text, html } = copy(controller);
      const typed = controller.keys.map((col) => typedText(col, 1, controller.reading));
      expect(readTable(text, html)).toEqual([typed]);
    }
  });
});

describe("a spreadsheet's cells", () => {
  const read = (...cells: string[]) =>
    readTable("", `<table><tr>${cells.join("")}</tr></table>`)[0];

  it("are the numbers that it counts with, not those that its language writes", () => {
    expect(
      read(
        '<td sdval="1234" sdnum="1031;">1.234</td>',
        '<td sdval="1234.5" sdnum="1031;">1.234,50 €</td>',
        '<td x:num="0.125">12,5%</td>',
        "<td>1.234</td>",
        '<td sdval="46083">02.03.2026</td>',
        '<td sdval="3">3d</td>',
      ),
    ).toEqual(["1234", "1234.5", "12.5%", "1.234", "2026-03-02", "3d"]);
  });
});

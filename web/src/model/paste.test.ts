import { describe, expect, it } from "vitest";
import { fromIso, toIso } from "./moments";
import { parsePaste } from "./paste";

const context = {
  settings: { minutes_per_day: 480, minutes_per_week: 2400, days_per_month: 20 },
  dates: {
    today: fromIso("2026-03-01T10:00") as number,
    day_start: 540,
    day_finish: 1020,
    locale: "en-GB",
  },
  people: ["Ana"],
  workBetween: (start: number, finish: number) => Math.round((finish - start) / 3),
};

/** Each task as one line: level, name, and what else was found. */
function read(text: string): string[] {
  return parsePaste(text, context).tasks.map((task) => {
    const parts = [`${"-".repeat(task.level)}${task.name}`];
    if (task.duration !== undefined) parts.push(`${task.duration}m`);
    if (task.milestone) parts.push("milestone");
    if (task.percent_complete !== undefined) parts.push(`${task.percent_complete}%`);
    if (task.start !== undefined) parts.push(`from ${toIso(task.start)}`);
    if (task.finish !== undefined) parts.push(`to ${toIso(task.finish)}`);
    if (task.assignees) parts.push(`@${task.assignees.join("+")}`);
    for (const link of task.predecessors ?? []) parts.push(`after ${link.row}${link.type}`);
    if (task.notes) parts.push(`(${task.notes})`);
    return parts.join(" ");
  });
}

describe("pasted lists", () => {
  it.each<[string, string, string[]]>([
    ["plain lines", "Order\nRack\n\nCopy", ["Order", "Rack", "Copy"]],
    [
      "tabs",
      "Prepare\n\tOrder\n\t\tCall\n\tRack\nMove",
      ["Prepare", "-Order", "--Call", "-Rack", "Move"],
    ],
    ["blanks", "A\n  B\n    C\n  D\nE", ["A", "-B", "--C", "-D", "E"]],
    ["bullets", "- A\n  - B\n  * C\n- D", ["A", "-B", "-C", "D"]],
    ["check boxes", "- [ ] A\n- [x] B", ["A", "B 100%"]],
    ["numbers", "1. A\n2. B", ["A", "B"]],
    ["WBS numbers", "1 A\n1.1 B\n1.1.1 C\n2 D", ["A", "-B", "--C", "D"]],
    ["deeper WBS numbers", "2.3 A\n2.3.1 B", ["A", "-B"]],
    ["quick add", "Order 3d @Ana\nRack 4h after 1", ["Order 1440m @Ana", "Rack 240m after 0FS"]],
    ["commas in words", "Design, build\nTest, with care", ["Design, build", "Test, with care"]],
    ["Windows line ends", "A\r\n\tB\r\n", ["A", "-B"]],
  ])("read %s", (_, text, lines) => {
    expect(read(text)).toEqual(lines);
  });
});

describe("pasted tables", () => {
  it("read a header row in any order", () => {
    const text = [
      "ID\tTask Name\tDuration\tStart\tFinish\tPredecessors\tResource Names\t% Complete\tNotes",
      "1\tOrder\t3 days\t\t\t\tAna, Ben\t50%\tsoon",
      "2\tRack\t4h\t3 Mar\t\t1SS\t\t0.25\t",
      "3\tLive\t0d\t\t\t1,2\t\t\t",
    ].join("\n");
    expect(read(text)).toEqual([
      "Order 1440m 50% @Ana+Ben (soon)",
      "Rack 240m 25% from 2026-03-03T09:00 after 0SS",
      "Live 0m milestone after 0FS after 1FS",
    ]);
  });

  it("name predecessors by the id column", () => {
    const text = "ID\tName\tPredecessors\n10\tA\t\n20\tB\t10\n30\tC\t20FS+1d";
    expect(read(text)).toEqual(["A", "B after 0FS", "C after 1FS"]);
  });

  it("take levels from a WBS or level column, or from indented names", () => {
    expect(read("WBS\tName\n1\tA\n1.1\tB\n2\tC")).toEqual(["A", "-B", "C"]);
    expect(read("Outline Level\tName\n1\tA\n2\tB\n3\tC")).toEqual(["A", "-B", "--C"]);
    expect(read("Name\tDuration\nA\t1d\n  B\t2d")).toEqual(["A 480m", "-B 960m"]);
  });

  it("take levels from names in deeper columns", () => {
    expect(read("A\t\t\n\tB\t\n\t\tC\nD\t\t")).toEqual(["A", "-B", "--C", "D"]);
  });

  it("guess columns without a header", () => {
    expect(read("Order\t3d\t3 Mar\tAna\nRack\t4h\t5 Mar\tBen")).toEqual([
      "Order 1440m from 2026-03-03T09:00 @Ana",
      "Rack 240m from 2026-03-05T09:00 @Ben",
    ]);
    expect(read("1\tOrder\t100%\n2\tRack\t0%")).toEqual(["Order 100%", "Rack 0%"]);
  });

  it("make a duration of two dates", () => {
    const text = "Task\tStart\tFinish\nA\t2026-03-03\t2026-03-04";
    expect(read(text)).toEqual(["A 640m from 2026-03-03T09:00"]);
  });

  it("read CSV with quotes", () => {
    const text = 'Name;Dauer\n"Kaufen; prüfen";3d\n"Er sagt ""ja""";1w';
    expect(read(text)).toEqual(["Kaufen; prüfen 1440m", 'Er sagt "ja" 2400m']);
    expect(read('name,duration\n"a\nb",2d')).toEqual(["a\nb 960m"]);
  });

  it("say what they leave out", () => {
    const text = "Name\tDuration\tStart\tPredecessors\nA\tlong\tsoon\t7";
    const { tasks, warnings } = parsePaste(text, context);
    expect(tasks).toEqual([{ name: "A", level: 0 }]);
    expect(warnings).toEqual([
      "Row 1: “long” is no duration and was left out.",
      "Row 1: “soon” is no date and was left out.",
      "Row 1: There is no line 7.",
    ]);
  });

  it("of nothing are nothing", () => {
    expect(read("")).toEqual([]);
    expect(read("\n\n")).toEqual([]);
  });
});

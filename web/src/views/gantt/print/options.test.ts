import { describe, expect, it } from "vitest";
import type { GridLine } from "~/views/grid/rows";
import { bodyOf, columnsOf, FIRST, recalled, rowsOf, withColumn, withView } from "./options";

const open = { start: null, finish: null };

describe("a printed Gantt", () => {
  it("asks for the whole plan on one page at first", () => {
    const body = bodyOf(FIRST, open, [{ label: null, tasks: [1, 2] }]);
    expect(body).toMatchObject({ view: "plan", paper: "a4", pages: "one", start: null });
    expect(body).not.toHaveProperty("tasks");
    expect(body).not.toHaveProperty("depth");
    expect(body).not.toHaveProperty("columns");
    expect(body).not.toHaveProperty("format");
  });

  it("asks for the rows on the screen, as deep as they are unfolded", () => {
    expect(
      bodyOf({ ...FIRST, shown: true, depth: 1 }, open, [{ label: null, tasks: [7, 9] }]),
    ).toMatchObject({
      tasks: [7, 9],
      depth: 50,
    });
  });

  it("keeps the headings of groups, those of folded ones too", () => {
    const task = (id: number) => ({ kind: "task", id }) as GridLine;
    const heading = (label: string) => ({ kind: "group", label }) as GridLine;
    const rows = rowsOf([
      heading("Ana"),
      task(3),
      task(4),
      heading("Nobody"),
      { kind: "add" } as GridLine,
    ]);
    const body = bodyOf({ ...FIRST, shown: true }, open, rows);
    expect(body).toMatchObject({
      groups: [
        { label: "Ana", tasks: [3, 4] },
        { label: "Nobody", tasks: [] },
      ],
    });
    expect(body).not.toHaveProperty("tasks");
    expect(rowsOf([])).toEqual([]);
  });

  it("keeps columns in one order, and those of a view with the view", () => {
    const more = withColumn(withColumn(FIRST, "wbs", true), "percent", true);
    expect(more.columns).toEqual(["wbs", "duration", "start", "finish"]);
    const steering = withView(more, "steering");
    expect(steering.paper).toBe("slide");
    expect(columnsOf(steering, true)).toEqual(["finish", "slip", "state"]);
    expect(columnsOf(steering, false)).not.toContain("slip");
    expect(withView(steering, "plan").paper).toBe("a4");
  });

  it("takes of an earlier choice what still makes sense", () => {
    expect(recalled("nonsense")).toEqual(FIRST);
    expect(recalled({ paper: "a9", links: true, depth: 0, columns: ["wbs", "salary"] })).toEqual({
      ...FIRST,
      links: true,
      columns: ["wbs"],
    });
  });
});

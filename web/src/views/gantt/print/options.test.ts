import { describe, expect, it } from "vitest";
import { bodyOf, columnsOf, FIRST, recalled, withColumn, withView } from "./options";

const open = { start: null, finish: null };

describe("a printed Gantt", () => {
  it("asks for the whole plan on one page at first", () => {
    const body = bodyOf(FIRST, open, [1, 2]);
    expect(body).toMatchObject({ view: "plan", paper: "a4", pages: "one", start: null });
    expect(body).not.toHaveProperty("tasks");
    expect(body).not.toHaveProperty("depth");
    expect(body).not.toHaveProperty("columns");
    expect(body).not.toHaveProperty("format");
  });

  it("asks for the rows on the screen, as deep as they are unfolded", () => {
    expect(bodyOf({ ...FIRST, shown: true, depth: 1 }, open, [7, 9])).toMatchObject({
      tasks: [7, 9],
      depth: 50,
    });
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

import { expect, it } from "vitest";
import type { Found, FoundList } from "~/here/search";
import { grouped } from "./groups";

it("keeps the order of what was found, people among the projects", () => {
  const one = (id: number, project_id: number | null) => ({ id, project_id }) as Found;
  const projects = [7, 9].map((id) => ({ id, name: `P${id}` }));
  const found = { items: [one(1, 9), one(2, null), one(3, 7), one(4, 9)], projects };
  const groups = grouped(found as unknown as FoundList);
  expect(groups.map(({ key, items }) => [key, items.map(({ id }) => id)])).toEqual([
    [9, [1, 4]],
    [0, [2]],
    [7, [3]],
  ]);
  expect(groups.map(({ project }) => project?.name)).toEqual(["P9", undefined, "P7"]);
});

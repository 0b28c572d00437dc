import { expect, it } from "vitest";
import type { Preview, ProjectSession } from "~/store/types";
import { leftBehind } from "./branches";

const NOTE = { code: "branch_left", table: "tasks", id: 1, text: "Left out: files (2)" } as const;
const TOLD = { inputs: {}, schedule: new Map(), notes: [NOTE], problem: null };
const SOURCE = { project: 9, ids: [1], cut: true };

function asking(...answers: (Preview | null)[]) {
  const preview = () => Promise.resolve(answers.shift() ?? null);
  return {
    store: { projectId: 7 },
    connection: () => "live",
    preview,
  } as unknown as ProjectSession;
}

it("asks again what would stay behind where a change of one's own took the answer away", async () => {
  expect(await leftBehind(asking(null, TOLD), SOURCE, null)).toBe("Left out: files (2)");
});

it("says nothing where all would come along, or no answer is to be had", async () => {
  expect(await leftBehind(asking({ ...TOLD, notes: [] }, TOLD), SOURCE, null)).toBeNull();
  expect(await leftBehind(asking(), SOURCE, null)).toBeNull();
});

/** Who has too much in a sprint, and by how much. */

import { expect, it } from "vitest";
import { loadOf } from "./load";

const person = (name: string, capacity: number, others: number, work: number) => ({
  resource_id: name.length,
  name,
  capacity,
  others,
  work,
});

it("names whom a sprint asks for more than he has, the most first", () => {
  const load = loadOf({
    sprint_id: 1,
    from: "2026-03-02T00:00",
    nobody: 60,
    people: [
      person("Ana", 4800, 0, 480),
      // What is elsewhere leaves Ben one day, Carol nothing at all.
      person("Ben", 4800, 4320, 960),
      person("Carol", 2400, 2880, 960),
    ],
  });
  expect(load).toEqual({
    free: 5280,
    work: 2460,
    over: [
      { name: "Carol", by: 960 },
      { name: "Ben", by: 480 },
    ],
  });
});

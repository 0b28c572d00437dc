/** What a sprint asks of its people against what they have for it, in minutes. Pure. */

import type { Capacity, PersonCapacity } from "~/here/scrum";

export interface Load {
  readonly free: number;
  readonly work: number;
  /** Of whom more is asked than he has, the most first, with how much more. */
  readonly over: readonly { readonly name: string; readonly by: number }[];
}

/** What somebody has for the sprint: his capacity without what other tasks take. */
const freeOf = (person: PersonCapacity): number => Math.max(0, person.capacity - person.others);

export function loadOf({ people, nobody }: Capacity): Load {
  const over = people
    .map((person) => ({ name: person.name, by: person.work - freeOf(person) }))
    .filter(({ by }) => by > 0)
    .sort((a, b) => b.by - a.by);
  return {
    free: people.reduce((sum, person) => sum + freeOf(person), 0),
    work: people.reduce((sum, person) => sum + person.work, nobody),
    over,
  };
}

/** Assignees as people write them: Ana, Ben Okafor [50%]. */

import type { ResourceRow } from "~/protocol/tables.generated";

/** Units of 100 %. */
export const FULL = 10_000;

/** Whether a resource is one person, with or without an account: no team, role or equipment. */
export function isPerson(row: ResourceRow): boolean {
  // Who works more than full time at once is several.
  return row.active && row.kind === "work" && row.category === "person" && row.max_units <= FULL;
}

export interface Assignee {
  readonly name: string;
  /** 10000 is 100 %; undefined where none was written. */
  readonly units?: number;
}

/** The names of a text, each once; lists by comma, semicolon or new line, an @ before is left out. */
export function parseAssignees(text: string): Assignee[] {
  const found = new Map<string, Assignee>();
  for (const part of text.split(/[,;\n]+/)) {
    const one = /^\s*@?(.*?)\s*(?:[[(]\s*(\d+(?:[.]\d+)?)\s*%\s*[\])])?\s*$/.exec(part);
    const name = one?.[1]?.trim() ?? "";
    if (name === "") continue;
    const units = one?.[2] === undefined ? undefined : Math.round(Number(one[2]) * 100);
    const key = name.toLocaleLowerCase();
    if (!found.has(key)) found.set(key, units === undefined ? { name } : { name, units });
  }
  return [...found.values()];
}

export function formatAssignee(name: string, units: number): string {
  return units === FULL ? name : `${name} [${units / 100}%]`;
}

/**
 * The resource that a name means: by full name, initials, e-mail or a first name that only one has,
 * as the server finds it. Undefined where the server would make a placeholder.
 */
export function resourceNamed(
  resources: Iterable<ResourceRow>,
  name: string,
): ResourceRow | undefined {
  const wanted = name.trim().toLowerCase();
  const active = [...resources].filter((row) => row.active);
  const tests: ((row: ResourceRow) => string | undefined)[] = [
    (row) => row.name.toLowerCase(),
    (row) => row.initials.toLowerCase(),
    (row) => row.email.toLowerCase(),
    (row) => row.name.toLowerCase().split(" ")[0],
  ];
  for (const test of tests) {
    const found = active.filter((row) => test(row) === wanted);
    if (found.length === 1) return found[0];
  }
  return undefined;
}

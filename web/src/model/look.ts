/**
 * How tasks are looked at in any view of a project: filter, quick text, grouping, sorting, colour. It
 * stands in the address (`f`, `q`, `g`, `s`, `c`), over what a saved view (`v`) says. Pure.
 */

import {
  conditionsOf,
  type FilterGroup,
  filterFromJson,
  filterToJson,
  NO_FILTER,
  sameFilter,
  withAlso,
} from "./filters";
import { filterFromText, filterToText } from "./filters-text";
import { type SortKey, sortFromText, sortToText } from "./sorting";

export interface Look {
  readonly filter: FilterGroup;
  /** Words that must all stand in a task's name, number, WBS code or people. */
  readonly text: string;
  /** As `assignee` or `finish.month`, "" for the outline. */
  readonly group: string;
  readonly sort: readonly SortKey[];
  /** By what tasks are coloured, as `status`; "" for the plan's own colours. */
  readonly colour: string;
}

export const NO_LOOK: Look = { filter: NO_FILTER, text: "", group: "", sort: [], colour: "" };

/** What addresses in a project may carry of it. */
export interface LookSearch {
  f?: string;
  q?: string;
  g?: string;
  s?: string;
  /** A saved view: `s12` is shared, `my.…` one's own. */
  v?: string;
  /** By what bars are coloured. */
  c?: string;
}

export const LOOK_KEYS = ["f", "q", "g", "s", "c"] as const;

/** The part of an address that is about this; other types than text are taken as they were typed. */
export function lookSearch(search: object): LookSearch {
  const found: LookSearch = {};
  for (const key of [...LOOK_KEYS, "v"] as const) {
    const value = (search as Record<string, unknown>)[key];
    if (typeof value === "string") found[key] = value.slice(0, 20_000);
    else if (typeof value === "number" || typeof value === "boolean") found[key] = String(value);
  }
  return found;
}

/** The look that an address asks for, over a saved view's. `broken`: its filter cannot be read. */
export function lookFrom(search: LookSearch, saved: Look = NO_LOOK): Look & { broken: boolean } {
  const filter = search.f === undefined ? saved.filter : filterFromText(search.f);
  return {
    filter: filter ?? NO_FILTER,
    text: search.q ?? saved.text,
    group: search.g ?? saved.group,
    sort: search.s === undefined ? saved.sort : sortFromText(search.s),
    colour: search.c ?? saved.colour,
    broken: filter === null,
  };
}

/** What an address must say so that a look comes of it, over a saved view's. */
export function lookTo(look: Look, saved: Look = NO_LOOK): LookSearch {
  const found: LookSearch = {};
  if (!sameFilter(look.filter, saved.filter)) found.f = filterToText(look.filter);
  if (look.text !== saved.text) found.q = look.text;
  if (look.group !== saved.group) found.g = look.group;
  const sort = sortToText(look.sort);
  if (sort !== sortToText(saved.sort)) found.s = sort;
  if (look.colour !== saved.colour) found.c = look.colour;
  return found;
}

export function sameLook(a: Look, b: Look): boolean {
  return a === b || Object.keys(lookTo(a, b)).length === 0;
}

/** Whether a look filters or sorts by one of some fields. */
export function lookedFor(look: Look, fields: readonly string[]): boolean {
  const all = [...look.sort, ...conditionsOf(look.filter)];
  return all.some(({ field }) => fields.includes(field));
}

export function isFiltering(look: Look): boolean {
  return look.filter.items.length > 0 || look.text.trim() !== "";
}

/** A look as a saved view keeps it. */
export interface LookJson {
  readonly filter: unknown;
  readonly grouping: string;
  readonly sorting: string;
  readonly colour: string;
}

/** Quick text becomes a condition like any other, for it is what one would look for again. */
export function lookToJson(look: Look): LookJson {
  const words = look.text.split(/\s+/).filter(Boolean);
  const filter = words.reduce(
    (all, word) => withAlso(all, { field: "anything", op: "has", values: [word] }),
    look.filter,
  );
  return {
    filter: filterToJson(filter),
    grouping: look.group,
    sorting: sortToText(look.sort),
    colour: look.colour,
  };
}

export function lookFromJson(json: LookJson): Look {
  return {
    filter: filterFromJson(json.filter) ?? NO_FILTER,
    text: "",
    group: json.grouping,
    sort: sortFromText(json.sorting),
    colour: json.colour,
  };
}

/**
 * A filter as a line of text, for addresses: `critical:is:yes;any(assignee:is:me;assignee:none)`.
 *
 *     filter    = item *(";" item)            all of them
 *     item      = ("all" / "any") "(" [item *(";" item)] ")"  /  condition
 *     condition = field ":" op [":" value *("," value)]
 *
 * Of the signs ; , : ( ) ! those that belong to a value stand behind a "!". Pure.
 */

import {
  BARE_OPS,
  type Condition,
  depthOf,
  type FilterGroup,
  type FilterItem,
  isGroup,
  isOp,
  type Join,
  MOST_CONDITIONS,
  MOST_DEPTH,
  NO_FILTER,
} from "./filters";

const SIGNS = /[;,:()!]/g;

export function filterToText(group: FilterGroup): string {
  if (group.join === "all") return group.items.map(itemText).join(";");
  return itemText(group);
}

function itemText(item: FilterItem): string {
  if (isGroup(item)) return `${item.join}(${item.items.map(itemText).join(";")})`;
  const head = `${quoted(item.field)}:${item.op}`;
  return BARE_OPS.has(item.op) ? head : `${head}:${item.values.map(quoted).join(",")}`;
}

function quoted(text: string): string {
  return text.replace(SIGNS, "!$&");
}

/** The filter that a text says; null where it says none that can be read. */
export function filterFromText(text: string): FilterGroup | null {
  if (text.trim() === "") return NO_FILTER;
  const reader = new Reader(text);
  const items = reader.items(1);
  if (!items || !reader.done) return null;
  const [only] = items;
  const alone = items.length === 1 && only && isGroup(only) && only.join === "any";
  const found: FilterGroup = alone ? only : { join: "all", items };
  return depthOf(found) > MOST_DEPTH ? null : found;
}

class Reader {
  readonly #text: string;
  #at = 0;
  #conditions = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get done(): boolean {
    return this.#at === this.#text.length;
  }

  items(depth: number): FilterItem[] | null {
    // A group of "any" that is the whole stands in what is read as one more.
    if (depth > MOST_DEPTH + 1) return null;
    const found: FilterItem[] = [];
    if (this.#peek() === ")") return found;
    for (;;) {
      const item = this.#item(depth);
      if (!item) return null;
      found.push(item);
      if (this.#peek() !== ";") return found;
      this.#at += 1;
    }
  }

  #item(depth: number): FilterItem | null {
    const word = this.#word();
    if (this.#peek() === "(" && (word === "all" || word === "any")) {
      this.#at += 1;
      const items = this.items(depth + 1);
      if (!items || this.#peek() !== ")") return null;
      this.#at += 1;
      return { join: word as Join, items };
    }
    return this.#condition(word);
  }

  #condition(field: string): Condition | null {
    this.#conditions += 1;
    if (field === "" || this.#conditions > MOST_CONDITIONS || !this.#take(":")) return null;
    const op = this.#word();
    if (!isOp(op)) return null;
    const values: string[] = [];
    if (this.#take(":")) {
      do values.push(this.#word());
      while (this.#take(","));
    }
    if (BARE_OPS.has(op)) return values.length === 0 ? { field, op, values } : null;
    // A condition that waits for its value has an empty one.
    return { field, op, values: values.length === 1 && values[0] === "" ? [] : values };
  }

  /** Text up to the next sign that is not quoted. */
  #word(): string {
    let found = "";
    while (this.#at < this.#text.length) {
      const sign = this.#text.charAt(this.#at);
      if (sign === "!") {
        found += this.#text.charAt(this.#at + 1);
        this.#at = Math.min(this.#at + 2, this.#text.length);
      } else if (";,:()".includes(sign)) break;
      else {
        found += sign;
        this.#at += 1;
      }
    }
    return found;
  }

  #peek(): string {
    return this.#text.charAt(this.#at);
  }

  #take(sign: string): boolean {
    if (this.#peek() !== sign) return false;
    this.#at += 1;
    return true;
  }
}

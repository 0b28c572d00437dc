/** Which columns a grid shows, in which order, how wide: chosen by the person and remembered. */

import { type Align, type ColumnKind, PLAN_COLUMNS } from "~/model/columns";
import { Model } from "./model";
import { recall, remember } from "./remember";

export type { Align, ColumnKind };

export const NUMBER = "line";
export const NAME = "name";

export interface Column extends ColumnKind {
  readonly width: number;
  /** Narrower than its figures may be, so that they have to be cut. */
  readonly narrow: boolean;
  /** Stays where it is while the others scroll below it; such columns stand first. */
  readonly frozen: boolean;
}

interface Choice {
  readonly key: string;
  readonly width: number;
  readonly shown: boolean;
  /** Left out where it is as before anyone chose: the name is frozen, no other. */
  readonly frozen?: boolean;
}

/** A shown column of a saved view. */
export type Given = Pick<Choice, "key" | "width" | "frozen">;

function givenBy(view: readonly Given[]) {
  return { view, now: view.map((one) => ({ ...one, shown: true })) };
}

const LEAST = 36;
const MOST = 800;

export class ColumnSet extends Model {
  shown: readonly Column[] = [];
  /** All there are, shown or not, in order. */
  all: readonly (Column & { shown: boolean })[] = [];
  readonly #name: string;
  readonly #first: readonly string[];
  #kinds: readonly ColumnKind[];
  #choices: readonly Choice[];
  /** What a saved view says, in place of the person's own choice, and as it was changed since. */
  #given: { readonly view: readonly Given[]; readonly now: readonly Choice[] } | null = null;

  /** `first`: what is shown before anyone chose. */
  constructor(name: string, first: readonly string[]) {
    super();
    this.#name = `${name}.columns`;
    this.#first = first;
    this.#kinds = PLAN_COLUMNS;
    this.#choices = recall(this.#name, [], isChoices);
    this.#arrange();
  }

  /** The project's custom fields as further columns. */
  setCustom(custom: readonly ColumnKind[]): void {
    const next: readonly ColumnKind[] = [...PLAN_COLUMNS, ...custom];
    const same =
      next.length === this.#kinds.length &&
      next.every((kind, i) => {
        const old = this.#kinds[i];
        return old?.key === kind.key && old.title === kind.title && old.align === kind.align;
      });
    if (same) return;
    this.#kinds = next;
    this.#arrange();
    this.changed();
  }

  setWidth(key: string, width: number): void {
    const clamped = Math.round(Math.min(MOST, Math.max(LEAST, width)));
    this.#choose(this.all.map((c) => (c.key === key ? { ...c, width: clamped } : c)));
  }

  toggle(key: string): void {
    if (key === NAME || key === NUMBER) return;
    this.#choose(this.all.map((c) => (c.key === key ? { ...c, shown: !c.shown } : c)));
  }

  /** Freeze a column behind those that are frozen, or let it scroll. None is frozen before the name. */
  freeze(key: string): void {
    const now = this.all.find((column) => column.key === key);
    if (!now || key === NUMBER) return;
    const frozen = !now.frozen;
    this.#choose(
      this.all.map((column) => {
        if (column.key === key) return { ...column, frozen, shown: true };
        // Without the name, what stands behind it scrolls too.
        if (frozen ? column.key === NAME : key === NAME) return { ...column, frozen };
        return column;
      }),
    );
  }

  /** Put a column one place to the left or right, among those that are frozen as it is. */
  shift(key: string, by: -1 | 1): void {
    const at = this.shown.findIndex((column) => column.key === key);
    const other = this.shown[at + by];
    if (at < 0 || !other || !this.mayShift(key, by)) return;
    this.move(key, by < 0 ? other.key : (this.shown[at + 2]?.key ?? null));
  }

  mayShift(key: string, by: -1 | 1): boolean {
    const at = this.shown.findIndex((column) => column.key === key);
    const [one, other] = [this.shown[at], this.shown[at + by]];
    if (!one || !other || [key, other.key].some((name) => name === NAME || name === NUMBER)) {
      return false;
    }
    return one.frozen === other.frozen;
  }

  /** Put a column before another; the frozen ones stay first. */
  move(key: string, before: string | null): void {
    const moving = this.all.find((column) => column.key === key);
    if (!moving || key === NAME || key === NUMBER || key === before) return;
    const rest = this.all.filter((column) => column.key !== key);
    let at = before === null ? rest.length : rest.findIndex((column) => column.key === before);
    at = Math.max(2, at);
    this.#choose([...rest.slice(0, at), moving, ...rest.slice(at)]);
  }

  /** Whether a column is frozen, as attributes of elements say it. */
  frozen(key: string): true | undefined {
    return this.all.find((column) => column.key === key)?.frozen || undefined;
  }

  reset(): void {
    if (this.#given) this.#given = givenBy(this.#given.view);
    else {
      this.#choices = [];
      remember(this.#name, []);
    }
    this.#arrange();
    this.changed();
  }

  /** Show what a saved view says, and remember nothing of it; null goes back to one's own choice. */
  use(view: readonly Given[] | null): void {
    if (view === (this.#given?.view ?? null)) return;
    this.#given = view && givenBy(view);
    this.#arrange();
    this.changed();
  }

  /** Whether others are shown than the saved view says, or wider ones. */
  get differs(): boolean {
    if (!this.#given) return false;
    const known = new Set(this.all.map((column) => column.key));
    const wanted = this.#given.view.filter((one) => known.has(one.key));
    const words = (some: readonly Given[]) =>
      some.map((one) => `${one.key} ${one.width} ${one.frozen ?? one.key === NAME}`).join();
    return words(this.given()) !== words(wanted);
  }

  /** What is shown now, as a saved view keeps it. */
  given(): Given[] {
    return this.shown.map(({ key, width, frozen }) => ({ key, width, ...asChosen(key, frozen) }));
  }

  #choose(columns: readonly (Column & { shown: boolean })[]): void {
    const now = columns.map(({ key, width, shown, frozen }) => ({
      key,
      width,
      shown,
      ...asChosen(key, frozen),
    }));
    if (this.#given) this.#given = { ...this.#given, now };
    else {
      this.#choices = now;
      remember(this.#name, now);
    }
    this.#arrange();
    this.changed();
  }

  #arrange(): void {
    const kinds = new Map(this.#kinds.map((kind) => [kind.key, kind]));
    const found: (Column & { shown: boolean })[] = [];
    const all = this.#first.includes("*");
    for (const choice of this.#given?.now ?? this.#choices) {
      const { key, width, shown } = choice;
      const kind = kinds.get(key);
      if (!kind) continue;
      kinds.delete(key);
      const frozen = choice.frozen ?? key === NAME;
      found.push({ ...kind, width, shown, frozen, narrow: width < kind.width });
    }
    for (const kind of kinds.values()) {
      found.push({
        ...kind,
        narrow: false,
        frozen: kind.key === NAME,
        shown: !this.#given && (this.#first.includes(kind.key) || (all && !kind.asked)),
      });
    }
    const any = found.find((column) => column.key === NAME)?.frozen ?? true;
    const place = ({ key, frozen }: Column): number =>
      key === NUMBER ? 0 : key === NAME ? 1 : frozen ? 2 : 3;
    this.all = found
      .map((column) => ({
        ...column,
        shown: column.shown || column.key === NAME || column.key === NUMBER,
        frozen: any && (column.frozen || column.key === NUMBER),
      }))
      .sort((a, b) => place(a) - place(b));
    this.shown = this.all.filter((column) => column.shown);
  }
}

/** What is to be kept of whether a column is frozen. */
function asChosen(key: string, frozen: boolean): { frozen?: boolean } {
  return key === NUMBER || frozen === (key === NAME) ? {} : { frozen };
}

function isChoices(value: unknown): value is Choice[] {
  return (
    Array.isArray(value) &&
    value.every(
      (one) =>
        typeof one === "object" &&
        one !== null &&
        typeof one.key === "string" &&
        typeof one.width === "number" &&
        typeof one.shown === "boolean",
    )
  );
}

/**
 * The plan as a look shows it: filtered, sorted, in groups. A task that no longer fits stays as long
 * as somebody is at it, and a new one is there until the look changes: neither vanishes under the
 * hand that wrote it.
 */

import { TaskFields } from "~/model/filters-fields";
import { Matches } from "~/model/filters-match";
import { groupingFrom, groupsBy, groupTasks } from "~/model/grouping";
import { isFiltering, type Look, NO_LOOK, sameLook } from "~/model/look";
import { orderOf, sortedOutline } from "~/model/sorting";
import { withSummaries } from "~/model/tree";
import { firstWeekday } from "~/model/week";
import type { OutlineLine, ProjectStore } from "~/store/types";
import { locale } from "~/text/locale";
import { groupLabel } from "~/views/filter/words";
import { type GridLine, groupedLines, outlineLines } from "./rows";

export interface Around {
  /** Branches that are folded up, while nothing is filtered. */
  readonly collapsed: ReadonlySet<number>;
  readonly closed: ReadonlySet<string>;
  readonly mayAdd: boolean;
  /** Whether somebody is at a task: then it stays though it fits no more. */
  at(id: number): boolean;
}

const NONE: ReadonlySet<number> = new Set();

export class Looking {
  look: Look = NO_LOOK;
  /** How many tasks are shown for their own sake, of how many. */
  count = 0;
  total = 0;
  /** Branches folded up under the filter that is on. */
  folded: ReadonlySet<number> = new Set();
  #fields: TaskFields | null = null;
  #revision = -1;
  readonly #matches = new Matches();
  #shown: ReadonlySet<number> = new Set();
  #known: ReadonlySet<number> | null = null;
  readonly #new = new Set<number>();
  #waiting: readonly number[] = [];
  #unfit: ReadonlySet<number> = NONE;
  readonly #store: ProjectStore;

  constructor(store: ProjectStore) {
    this.#store = store;
  }

  get filtering(): boolean {
    return isFiltering(this.look);
  }

  /** Whether rows stand in the outline's own order, so that they can be put in another. */
  get outlined(): boolean {
    return this.look.group === "" && this.look.sort.length === 0;
  }

  /** Tasks that are shown though they do not fit, because somebody is at them. */
  get waiting(): readonly number[] {
    return this.#waiting;
  }

  /** All that are shown though they do not fit: those, and new ones. */
  get unfit(): ReadonlySet<number> {
    return this.#unfit;
  }

  /** The fields of the tasks as they are now. */
  get fields(): TaskFields {
    if (!this.#fields || this.#revision !== this.#store.revision) this.renew();
    return this.#fields as TaskFields;
  }

  /** Read time anew: what is overdue depends on it. */
  renew(): void {
    this.#fields = new TaskFields(this.#store, firstWeekday(locale()));
    this.#revision = this.#store.revision;
  }

  /** Look otherwise; false where it is what it was. */
  set(look: Look): boolean {
    // Another colour shows no other tasks.
    const same = sameLook({ ...look, colour: this.look.colour }, this.look);
    this.look = look;
    if (same) return false;
    this.folded = new Set();
    this.#new.clear();
    this.#shown = new Set();
    this.#known = null;
    this.#waiting = [];
    this.#unfit = NONE;
    return true;
  }

  /** Show a task though the filter does not let it through. */
  admit(id: number): void {
    this.#new.add(id);
  }

  /** Tasks that somebody else added are shown where they fit only. */
  strange(ids: Iterable<number>): boolean {
    let any = false;
    for (const id of ids) any = this.#new.delete(id) || any;
    return any;
  }

  lines(around: Around): GridLine[] {
    const { look } = this;
    const outline = this.#store.outline();
    const plain = !this.filtering && this.outlined;
    if (plain) {
      this.count = outline.length;
      this.total = outline.length;
      this.#known = null;
      this.#unfit = NONE;
      return outlineLines(outline, around.collapsed, around.mayAdd);
    }
    const { fields } = this;
    const fits = this.filtering ? this.#fitting(outline, around) : null;
    const order = orderOf(look.sort, fields);
    const grouping = look.group === "" ? null : groupingFrom(look.group, fields);
    if (grouping) {
      // Tasks stand in groups; summaries stand in them above their tasks alone, and count nowhere.
      const own = (line: OutlineLine) => !line.hasChildren && (!fits || fits.has(line.id));
      const sorted = order ? sortedOutline(withSummaries(outline, own), order) : outline;
      const ids: number[] = [];
      for (const line of sorted) if (own(line)) ids.push(line.id);
      this.count = ids.length;
      this.total = 0;
      for (const line of outline) if (!line.hasChildren) this.total += 1;
      const label = (key: string) => groupLabel(grouping, key, fields);
      const groups = groupTasks(ids, groupsBy(grouping, fields), label).map((group) => ({
        key: `group:${group.key}`,
        label: label(group.key),
        ids: group.ids,
      }));
      const lineOf = (id: number) => this.#store.outlineLine(id);
      return groupedLines(groups, around.closed, lineOf, around.mayAdd, this.#unfit);
    }
    this.total = outline.length;
    this.count = fits ? fits.size : outline.length;
    const kept = fits ? withSummaries(outline, (line) => fits.has(line.id)) : outline;
    const sorted = order ? sortedOutline(kept, order) : kept;
    const collapsed = fits ? this.folded : around.collapsed;
    return outlineLines(sorted, collapsed, around.mayAdd, fits, this.#unfit);
  }

  #fitting(outline: readonly OutlineLine[], around: Around): ReadonlySet<number> {
    const fits = this.#matches.find(this.look.filter, this.look.text, this.fields);
    const rows = this.#store.rows("tasks");
    if (this.#known) {
      for (const line of outline) if (!this.#known.has(line.id)) this.#new.add(line.id);
    }
    this.#known = new Set(rows.keys());
    const waiting: number[] = [];
    for (const id of this.#shown) {
      if (rows.has(id) && !fits.has(id) && !this.#new.has(id) && around.at(id)) waiting.push(id);
    }
    this.#waiting = waiting;
    for (const id of this.#new) if (!rows.has(id)) this.#new.delete(id);
    const unfit = new Set([...waiting, ...[...this.#new].filter((id) => !fits.has(id))]);
    const same = unfit.size === this.#unfit.size && [...unfit].every((id) => this.#unfit.has(id));
    if (!same) this.#unfit = unfit;
    if (waiting.length === 0 && this.#new.size === 0) {
      this.#shown = fits;
      return fits;
    }
    const shown = new Set([...fits, ...waiting, ...this.#new]);
    this.#shown = shown;
    return shown;
  }
}

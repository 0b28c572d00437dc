/**
 * The state of one open grid: lines, cursor, selection, what is being typed, what just changed.
 * It reads the store and sends nothing; `actions.ts` does.
 */

import { dropOnly, onlyOf, subscribeOnly } from "~/here/only";
import type { Look } from "~/model/look";
import { withSummaries } from "~/model/tree";
import type { Changeset } from "~/protocol/envelope";
import type { ScheduleRow } from "~/protocol/tables.generated";
import type { ProjectSession, ProjectStore } from "~/store/types";
import { typedText } from "./cells";
import { ColumnSet, NAME } from "./columns";
import { Looking } from "./looking";
import { Model } from "./model";
import { projectColumns } from "./projectColumns";
import { Reading } from "./reading";
import { isNumbers, recall, remember } from "./remember";
import {
  ADD,
  type GridLine,
  outlineLines,
  placesAbove,
  placesOf,
  type RowKey,
  rowAbove,
  taskOf,
} from "./rows";
import {
  type Block,
  blockOf,
  type Cell,
  moved,
  type Selection,
  selectionAt,
  toggled,
} from "./selection";
import type { Viewport } from "./viewport";

/** A cell that is being typed in. */
export interface Editing {
  readonly cell: Cell;
  /** The text it began with. */
  readonly text: string;
  /** Whether the text is selected as a whole (F2 puts the cursor at its end). */
  readonly replace: boolean;
  readonly error: string | null;
}

/** A value that was refused: kept at its cell until it is put right. */
export interface Refused {
  readonly text: string;
  readonly message: string;
}

/** A row that somebody else just changed. */
export interface Touch {
  readonly name: string;
  readonly at: number;
}

const TOUCH_SHOWN = 4000;
const NOTHING: ReadonlySet<number> = new Set();
const TICK = 120_000;
/** How long a task that fits no more stays once nobody is at it. */
const LINGER = 350;

export class PlanController extends Model {
  readonly session: ProjectSession;
  readonly columns: ColumnSet;
  readonly viewport: Viewport;
  lines: readonly GridLine[] = [];
  places: ReadonlyMap<RowKey, number> = new Map();
  selection: Selection = selectionAt({ row: ADD, col: NAME });
  editing: Editing | null = null;
  readonly refused = new Map<RowKey, ReadonlyMap<string, Refused>>();
  readonly touches = new Map<number, Touch>();
  readonly looking: Looking;
  /** Dates that a drag would bring about, shown in place of the plan's own. */
  preview: ReadonlyMap<number, ScheduleRow> | null = null;
  /** Tasks that were cut and are not pasted yet. */
  cut: ReadonlySet<number> = NOTHING;
  /** The cells that the handle of the block would fill, while it is dragged. */
  filling: Block | null = null;
  /** Whether the grid or its editor has the keyboard. */
  focused = false;
  /** After Escape, Tab leaves the grid instead of indenting. */
  leaving = false;
  /** The level at which the next quick add lands, relative to the last task; set by Tab. */
  addLevel: number | null = null;
  reading: Reading;
  #collapsed: ReadonlySet<number>;
  #above: ReadonlyMap<number, readonly number[]> = new Map();
  #closed: ReadonlySet<string> = new Set();
  #seen = -1;
  readonly #name: string;
  #grid: HTMLElement | null = null;
  #opened: number | null = null;
  #leaving: ReturnType<typeof setTimeout> | undefined;
  readonly #leave: (() => void)[] = [];

  constructor(
    session: ProjectSession,
    viewport: Viewport,
    view: string,
    columns: readonly string[],
  ) {
    super();
    this.session = session;
    this.viewport = viewport;
    this.#name = `project.${session.store.projectId}`;
    this.columns = new ColumnSet(view, columns);
    this.#collapsed = new Set(recall(`${this.#name}.collapsed`, [], isNumbers));
    this.reading = new Reading(session.store);
    this.looking = new Looking(session.store);
    this.refresh();
    const first = this.lines[0];
    if (first) this.selection = selectionAt({ row: first.key, col: NAME });
  }

  get store(): ProjectStore {
    return this.session.store;
  }

  get mayEdit(): boolean {
    return this.store.may("plan.edit");
  }

  get mayProgress(): boolean {
    return this.mayEdit || this.store.may("plan.progress");
  }

  get collapsed(): ReadonlySet<number> {
    return this.looking.filtering ? this.looking.folded : this.#collapsed;
  }

  /** Groups that are closed, and summaries in groups. */
  get closed(): ReadonlySet<string> {
    return this.#closed;
  }

  /** Whether what lies below a row is hidden; of a summary in a group, below it in that group. */
  isFolded(row: RowKey): boolean {
    return typeof row === "number" ? this.collapsed.has(row) : this.#closed.has(row);
  }

  fold(row: RowKey, folded: boolean): void {
    if (typeof row === "number") this.collapse(row, folded);
    else this.closeGroup(row, folded);
  }

  /** Where a task stands; a summary that stands in several groups, nearest to `near`. */
  placeOf(id: number, near = 0): number | undefined {
    const own = this.places.get(id);
    if (own !== undefined) return own;
    let found: number | undefined;
    for (const place of this.#above.get(id) ?? []) {
      if (found === undefined || Math.abs(place - near) < Math.abs(found - near)) found = place;
    }
    return found;
  }

  /** The row that shows a task. */
  rowOf(id: number): RowKey | undefined {
    const place = this.placeOf(id);
    return place === undefined ? undefined : this.lines[place]?.key;
  }

  /** Begin to follow the store; the answer ends it. */
  connect(): () => void {
    this.#leave.push(
      this.store.subscribe(() => {
        this.refresh();
        this.changed();
      }),
      this.session.onChangeset((changeset, own) => {
        if (!own) this.#touch(changeset);
      }),
      this.columns.subscribe(() => this.changed()),
      subscribeOnly(() => {
        this.refresh(true);
        this.changed();
      }),
      this.#follow(),
    );
    this.refresh();
    this.changed();
    return () => {
      for (const leave of this.#leave.splice(0)) leave();
      clearTimeout(this.#leaving);
    };
  }

  /** What is late depends on the time: it is read again now and then, not while somebody types. */
  #follow(): () => void {
    const clock = setInterval(() => {
      if (document.hidden || this.editing) return;
      this.looking.renew();
      this.refresh(true);
      this.changed();
    }, TICK);
    return () => clearInterval(clock);
  }

  /** Build the lines again if the store has moved on. */
  refresh(force = false): void {
    const { store } = this;
    if (!force && this.#seen === store.revision) return;
    this.#seen = store.revision;
    this.reading = new Reading(store);
    this.columns.setCustom(projectColumns(store));
    const only = onlyOf(store.projectId);
    const lines = only
      ? outlineLines(
          withSummaries(store.outline(), (line) => only.tasks.has(line.id)),
          NOTHING,
          false,
        )
      : this.looking.lines({
          collapsed: this.#collapsed,
          closed: this.#closed,
          mayAdd: this.mayEdit,
          at: (id) => this.#isAt(id),
        });
    const before = this.places.get(this.selection.cursor.row) ?? 0;
    const same =
      lines.length === this.lines.length && lines.every((line, i) => line === this.lines[i]);
    if (!same) {
      this.lines = lines;
      this.places = placesOf(lines);
      this.#above = placesAbove(lines);
    }
    if (!this.places.has(this.selection.cursor.row)) this.#rescueCursor(before);
  }

  /** Whether somebody is at a task here: the cursor is on it, it is chosen, or its panel is open. */
  #isAt(id: number): boolean {
    const { cursor, extra } = this.selection;
    if (taskOf(cursor.row) === id || extra.has(id) || this.#opened === id) return true;
    const { block } = this;
    const place = this.places.get(id);
    return block !== null && place !== undefined && place >= block.top && place <= block.bottom;
  }

  /** What stays only because somebody was at it goes once nobody is, not under the hand that left. */
  #release(): void {
    const { waiting } = this.looking;
    if (waiting.length === 0 || waiting.every((id) => this.#isAt(id))) return;
    clearTimeout(this.#leaving);
    this.#leaving = setTimeout(() => {
      this.refresh(true);
      this.changed();
    }, LINGER);
  }

  /** The task whose panel is open. */
  setOpened(id: number | null): void {
    this.#opened = id;
    this.#release();
  }

  /** Filter, sort and group otherwise. */
  setLook(look: Look): void {
    const grouped = this.looking.look.group;
    if (!this.looking.set(look)) return;
    if (look.group !== grouped) this.#closed = new Set();
    this.refresh(true);
    if (this.selection.extra.size > 0 || (this.block?.bottom ?? 0) > (this.block?.top ?? 0)) {
      this.selection = selectionAt(this.selection.cursor);
    }
    this.changed();
  }

  /** The cursor's row is gone (deleted, collapsed): go to its summary, else stay in place. */
  #rescueCursor(before: number): void {
    const { row, col } = this.selection.cursor;
    let at: number | null | undefined = taskOf(row);
    // In groups the task's other rows are not where it was; without them its one row is.
    if (at !== null && !this.places.has(at) && (typeof row !== "number" || !this.#above.has(at))) {
      at = this.store.outlineLine(at)?.parentId;
    }
    while (typeof at === "number" && this.rowOf(at) === undefined) {
      at = this.store.outlineLine(at)?.parentId;
    }
    const above = typeof at === "number" ? this.lines[this.placeOf(at, before) ?? -1]?.key : null;
    const fallback = this.lines[Math.min(before, this.lines.length - 1)]?.key ?? ADD;
    this.selection = selectionAt({ row: above ?? fallback, col });
    if (this.editing && !this.places.has(this.editing.cell.row)) this.editing = null;
  }

  #touch(changeset: Changeset): void {
    const tasks = changeset.inputs.tasks;
    if (tasks?.added.length && this.looking.strange(tasks.added.map((row) => row.id))) {
      this.refresh(true);
    }
    const ids = new Set<number>();
    for (const row of tasks?.added ?? []) ids.add(row.id);
    for (const row of tasks?.updated ?? []) ids.add(row.id);
    for (const table of ["links", "assignments"] as const) {
      const change = changeset.inputs[table];
      for (const row of [...(change?.added ?? []), ...(change?.removed ?? [])]) {
        ids.add("task_id" in row ? row.task_id : row.successor_id);
      }
    }
    if (ids.size === 0 || ids.size > 500) return;
    const at = Date.now();
    for (const id of ids) this.touches.set(id, { name: changeset.actor.name, at });
    this.changed();
    setTimeout(() => {
      for (const [id, touch] of this.touches) if (touch.at === at) this.touches.delete(id);
      this.changed();
    }, TOUCH_SHOWN);
  }

  // ── cursor and selection ────────────────────────────────────────────────────────────────────

  get keys(): readonly string[] {
    return this.columns.shown.map((column) => column.key);
  }

  get place(): number {
    return this.places.get(this.selection.cursor.row) ?? 0;
  }

  get block(): Block | null {
    return blockOf(this.selection, this.places, this.keys);
  }

  /** The selected rows that show tasks, in order, cursor's row included. */
  selectedRows(): RowKey[] {
    const { block } = this;
    const found = new Set<RowKey>();
    if (block) {
      for (let i = block.top; i <= block.bottom; i++) {
        const line = this.lines[i];
        if (line?.kind === "task") found.add(line.key);
      }
    }
    for (const row of this.selection.extra) if (taskOf(row) !== null) found.add(row);
    return [...found].sort((a, b) => (this.places.get(a) ?? 0) - (this.places.get(b) ?? 0));
  }

  /** The tasks of the selected rows in order, each once. */
  selectedTasks(): number[] {
    const found = new Set<number>();
    for (const row of this.selectedRows()) found.add(taskOf(row) ?? 0);
    return [...found];
  }

  /** How many tasks are chosen, without looking at each. */
  get chosenCount(): number {
    const { block, selection } = this;
    // Among groups a block holds headings, and a summary more than once.
    if (selection.extra.size > 0 || this.looking.look.group !== "") {
      return this.selectedTasks().length;
    }
    return block ? block.bottom - block.top + 1 : 0;
  }

  /** The cursor's task, null on the empty row or a heading. */
  get current(): number | null {
    return taskOf(this.selection.cursor.row);
  }

  goTo(cell: Partial<Cell>, extend = false, centre = false): void {
    const cursor = { ...this.selection.cursor, ...cell };
    this.selection = moved(this.selection, cursor, extend);
    const place = this.places.get(cursor.row);
    // Below the empty row stands what was understood of what is typed.
    const below = cursor.row === ADD ? 2 * this.viewport.rowHeight : undefined;
    if (place !== undefined) this.viewport.reveal(place, centre, below);
    this.#release();
    this.changed();
  }

  /** Move the cursor by rows and columns, within the grid. */
  step(rows: number, columns: number, extend = false): void {
    const place = Math.min(this.lines.length - 1, Math.max(0, this.place + rows));
    const { keys } = this;
    const col = Math.max(0, keys.indexOf(this.selection.cursor.col)) + columns;
    this.goTo(
      {
        row: this.lines[place]?.key ?? ADD,
        col: keys[Math.min(keys.length - 1, Math.max(0, col))] ?? NAME,
      },
      extend,
    );
  }

  toggleRow(row: RowKey): void {
    this.selection = toggled(this.selection, row, this.selectedRows());
    this.#release();
    this.changed();
  }

  /** Whole rows, from the anchor if `extend`. */
  chooseRow(row: RowKey, extend: boolean): void {
    const cell = { row, col: this.selection.cursor.col };
    this.selection = extend
      ? { ...moved(this.selection, cell, true), whole: true }
      : selectionAt(cell, true);
    this.#release();
    this.changed();
  }

  /** The rows of the block as a whole. */
  chooseWhole(): void {
    this.selection = { ...this.selection, whole: true };
    this.changed();
  }

  chooseAll(): void {
    const last = this.lines.findLast((line) => line.kind === "task")?.key;
    const first = this.lines.find((line) => line.kind === "task")?.key;
    if (first === undefined || last === undefined) return;
    const { col } = this.selection.cursor;
    this.selection = {
      ...moved(selectionAt({ row: first, col }), { row: last, col }, true),
      whole: true,
    };
    this.changed();
  }

  /** Show a task: open what hides it, put the cursor on it, scroll to it. */
  reveal(id: number): void {
    const grouped = this.looking.look.group !== "";
    if (onlyOf(this.store.projectId) && this.rowOf(id) === undefined) dropOnly();
    if (this.looking.filtering && this.rowOf(id) === undefined && this.store.task(id)) {
      this.looking.admit(id);
      this.refresh(true);
    }
    if (grouped && this.rowOf(id) === undefined) {
      this.#closed = new Set();
      this.refresh(true);
    }
    const open = new Set(this.collapsed);
    let at = grouped ? null : (this.store.outlineLine(id)?.parentId ?? null);
    while (at !== null) {
      open.delete(at);
      at = this.store.outlineLine(at)?.parentId ?? null;
    }
    if (open.size !== this.collapsed.size) this.#setCollapsed(open);
    const row = this.rowOf(id);
    if (row !== undefined) this.goTo({ row }, false, true);
  }

  setPreview(preview: ReadonlyMap<number, ScheduleRow> | null): void {
    if (preview === this.preview) return;
    this.preview = preview;
    this.changed();
  }

  setCut(ids: readonly number[]): void {
    if (ids.length === 0 && this.cut.size === 0) return;
    this.cut = new Set(ids);
    this.changed();
  }

  setFilling(filling: Block | null): void {
    this.filling = filling;
    this.changed();
  }

  /** The element that has the keyboard while nothing is typed. */
  attach(grid: HTMLElement | null): void {
    this.#grid = grid;
  }

  /** Give the keyboard back to the grid. */
  focus(): void {
    this.#grid?.focus({ preventScroll: true });
  }

  setFocused(focused: boolean): void {
    if (focused === this.focused) return;
    this.focused = focused;
    this.changed();
  }

  // ── collapsing and grouping ─────────────────────────────────────────────────────────────────

  collapse(id: number, collapsed: boolean): void {
    if (collapsed === this.collapsed.has(id)) return;
    const next = new Set(this.collapsed);
    if (collapsed) next.add(id);
    else next.delete(id);
    this.#setCollapsed(next);
  }

  collapseAll(collapsed: boolean): void {
    const groups = this.lines.flatMap((line) => (line.kind === "group" ? [line.key] : []));
    if (groups.length > 0) {
      this.#closed = new Set(collapsed ? groups : []);
      this.refresh(true);
      this.changed();
      return;
    }
    const summaries = this.store.outline().filter((line) => line.hasChildren);
    this.#setCollapsed(new Set(collapsed ? summaries.map((line) => line.id) : []));
  }

  #setCollapsed(next: ReadonlySet<number>): void {
    if (this.looking.filtering) this.looking.folded = next;
    else {
      this.#collapsed = next;
      remember(`${this.#name}.collapsed`, [...next]);
    }
    this.refresh(true);
    this.changed();
  }

  closeGroup(key: string, closed: boolean): void {
    const next = new Set(this.#closed);
    if (closed) next.add(key);
    else next.delete(key);
    this.#closed = next;
    const hides = closed && this.#isBelow(key);
    this.refresh(true);
    if (hides) this.selection = selectionAt({ ...this.selection.cursor, row: key });
    this.changed();
  }

  /** Whether the cursor stands under a heading or summary. */
  #isBelow(key: RowKey): boolean {
    for (let at: RowKey | null = this.selection.cursor.row; at !== null; ) {
      at = rowAbove(this.lines, this.places.get(at) ?? -1);
      if (at === key) return true;
    }
    return false;
  }

  // ── typing ──────────────────────────────────────────────────────────────────────────────────

  edit(editing: Editing | null): void {
    this.editing = editing;
    this.changed();
  }

  /** What editing a cell begins with. */
  typed(cell: Cell): string {
    const id = taskOf(cell.row);
    return id === null ? "" : typedText(cell.col, id, this.reading);
  }

  setAddLevel(level: number | null): void {
    this.addLevel = level;
    this.changed();
  }

  /** Keep a refused value at its cell, or forget it once it is put right. */
  refuse(cell: Cell, refused: Refused | null): void {
    const row = new Map(this.refused.get(cell.row));
    if (refused) row.set(cell.col, refused);
    else if (!row.delete(cell.col)) return;
    if (row.size) this.refused.set(cell.row, row);
    else this.refused.delete(cell.row);
    this.changed();
  }

  refusedAt(cell: Cell): Refused | undefined {
    return this.refused.get(cell.row)?.get(cell.col);
  }
}

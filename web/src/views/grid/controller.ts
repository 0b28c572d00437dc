/**
 * The state of one open grid: its lines, the cursor and what is chosen among them. It reads the store and
 * sends nothing; `actions.ts` does.
 */

import { dropOnly, onlyOf, subscribeOnly } from "~/here/only";
import type { Look } from "~/model/look";
import type { Changeset } from "~/protocol/envelope";
import type { ScheduleRow } from "~/protocol/tables.generated";
import type { ProjectSession, ProjectStore } from "~/store/types";
import { ColumnSet, NAME } from "./columns";
import { Lines } from "./lines";
import type { Looking } from "./looking";
import { Model } from "./model";
import { projectColumns } from "./projectColumns";
import { Reading } from "./reading";
import { ADD, type GridLine, type RowKey, taskOf } from "./rows";
import {
  type Block,
  blockOf,
  type Cell,
  everyRow,
  moved,
  rowsOf,
  type Selection,
  selectionAt,
  toggled,
} from "./selection";
import { Touches } from "./touches";
import { Typing } from "./typing";
import type { Viewport } from "./viewport";

const NOTHING: ReadonlySet<number> = new Set();
const TICK = 120_000;
/** How long a task that fits no more stays once nobody is at it. */
const LINGER = 350;

export class PlanController extends Model {
  readonly session: ProjectSession;
  readonly columns: ColumnSet;
  readonly viewport: Viewport;
  selection: Selection = selectionAt({ row: ADD, col: NAME });
  readonly typing = new Typing(() => this.changed());
  readonly touches = new Touches(() => this.changed());
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
  reading: Reading;
  readonly #rows: Lines;
  #seen = -1;
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
    this.columns = new ColumnSet(view, columns);
    this.reading = new Reading(session.store);
    this.#rows = new Lines(session.store);
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

  /** How the plan is looked at: filtered, sorted, in groups. */
  get looking(): Looking {
    return this.#rows.looking;
  }

  get lines(): readonly GridLine[] {
    return this.#rows.all;
  }

  get places(): ReadonlyMap<RowKey, number> {
    return this.#rows.places;
  }

  /** Where a task stands; a summary that stands in several groups, nearest to `near`. */
  placeOf(id: number, near = 0): number | undefined {
    return this.#rows.placeOf(id, near);
  }

  /** The row that shows a task. */
  rowOf(id: number): RowKey | undefined {
    return this.#rows.rowOf(id);
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
      if (document.hidden || this.typing.editing) return;
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
    const { row, col } = this.selection.cursor;
    const before = this.places.get(row) ?? 0;
    this.#rows.build(this.mayEdit, (id) => this.#isAt(id));
    if (this.places.has(row)) return;
    // The cursor's row is gone: what was typed in it, too.
    this.selection = selectionAt({ row: this.#rows.inPlaceOf(row, before) ?? ADD, col });
    const { editing } = this.typing;
    if (editing && !this.places.has(editing.cell.row)) this.typing.editing = null;
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
    if (look.group !== grouped) this.#rows.openGroups();
    this.refresh(true);
    if (this.selection.extra.size > 0 || (this.block?.bottom ?? 0) > (this.block?.top ?? 0)) {
      this.selection = selectionAt(this.selection.cursor);
    }
    this.changed();
  }

  #touch(changeset: Changeset): void {
    const added = changeset.inputs.tasks?.added ?? [];
    if (added.length > 0 && this.looking.strange(added.map((row) => row.id))) this.refresh(true);
    this.touches.note(changeset);
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
    return rowsOf(this.selection, this.block, this.lines, this.places);
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
    this.selection = everyRow(this.selection, this.lines);
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
      this.#rows.openGroups();
      this.refresh(true);
    }
    const { collapsed } = this.#rows;
    const open = new Set(collapsed);
    let at = grouped ? null : (this.store.outlineLine(id)?.parentId ?? null);
    while (at !== null) {
      open.delete(at);
      at = this.store.outlineLine(at)?.parentId ?? null;
    }
    if (open.size !== collapsed.size) {
      this.#rows.collapse(open);
      this.#folded();
    }
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

  /** Groups that are closed, and summaries in groups. */
  get closed(): ReadonlySet<string> {
    return this.#rows.closed;
  }

  /** Whether what lies below a row is hidden; of a summary in a group, below it in that group. */
  isFolded(row: RowKey): boolean {
    return this.#rows.isFolded(row);
  }

  fold(row: RowKey, folded: boolean): void {
    if (typeof row === "number") this.collapse(row, folded);
    else this.closeGroup(row, folded);
  }

  collapse(id: number, collapsed: boolean): void {
    if (this.#rows.fold(id, collapsed)) this.#folded();
  }

  collapseAll(collapsed: boolean): void {
    this.#rows.foldAll(collapsed);
    this.#folded();
  }

  closeGroup(key: string, closed: boolean): void {
    this.#rows.fold(key, closed);
    const hides = closed && this.#rows.isBelow(this.selection.cursor.row, key);
    this.refresh(true);
    if (hides) this.selection = selectionAt({ ...this.selection.cursor, row: key });
    this.changed();
  }

  #folded(): void {
    this.refresh(true);
    this.changed();
  }
}

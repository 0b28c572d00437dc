/** What every view builds on: one store per open project, and the session that changes it. */

import type { Problem as FromServer } from "~/protocol/answers.generated";
import type { Change, Changeset, Inputs, Note, Person, Viewer } from "~/protocol/envelope";
import type {
  FormulaRow,
  ScheduleRow,
  TableName,
  Tables,
  TaskRow,
} from "~/protocol/tables.generated";

/** One line of the outline as it is shown, in order. `level` 0 is the top; `wbs` as in 1.2.3. */
export interface OutlineLine {
  readonly id: number;
  readonly level: number;
  readonly wbs: string;
  readonly parentId: number | null;
  readonly hasChildren: boolean;
  /** Place in the whole outline, from 1: what people type as a predecessor. */
  readonly line: number;
}

/**
 * The client's copy of one project, with the workspace's tables beside it.
 *
 * What views see is the confirmed state under an optimistic overlay of the changes on their way.
 * `revision` grows by one whenever anything that is seen changes. Rows are immutable: a changed row
 * is a new object, an unchanged one stays the same object, so views can compare by identity.
 */
export interface ProjectStore {
  readonly projectId: number;
  readonly workspaceId: number;
  /** The project that this scenario is a fork of; null where it is no scenario. */
  readonly parentId: number | null;
  readonly revision: number;
  readonly version: number;
  readonly workspaceVersion: number;
  readonly viewer: Viewer;
  /** The project's settings row. */
  readonly project: Tables["projects"];
  /** The baseline that the plan is compared with: the chosen one, else the first there is. */
  readonly baseline: Tables["baselines"] | undefined;
  /** Choose the baseline to compare with, by its number. */
  compareWith(number: number): void;
  /** What each task alone costs, in minor units, as the server last said; null until it was asked. */
  readonly costs: ReadonlyMap<number, number> | null;
  tellCosts(costs: ReadonlyMap<number, number>): void;
  rows<T extends TableName>(table: T): ReadonlyMap<number, Tables[T]>;
  /** Keys of rows by the value of a column, as `index("links", "successor_id")`. Cached a revision. */
  index<T extends TableName>(
    table: T,
    field: keyof Tables[T],
  ): ReadonlyMap<unknown, readonly number[]>;
  task(id: number): TaskRow | undefined;
  /** Computed dates, float and drivers of a task; undefined until the server said them. */
  schedule(id: number): ScheduleRow | undefined;
  schedules(): ReadonlyMap<number, ScheduleRow>;
  /** What the formulas of custom fields give, by task, as the server last said. */
  formulas(): ReadonlyMap<number, FormulaRow>;
  /** All tasks in outline order (collapsing is the view's matter). Cached a revision. */
  outline(): readonly OutlineLine[];
  outlineLine(id: number): OutlineLine | undefined;
  /** Whether the viewer may, as "plan.edit". */
  may(capability: string): boolean;
  subscribe(listener: () => void): () => void;
}

/** How the connection stands, for the header. */
export type Connection = "live" | "connecting" | "offline";

/** A refusal by the server, RFC 9457. */
export type Problem = Readonly<FromServer>;

/** What became of a command: `changeset` once the server confirmed it, `problem` if it refused. */
export type Outcome =
  | {
      ok: true;
      changeset: Changeset | null;
      created: Record<string, number[]>;
      notes: readonly Note[];
    }
  | { ok: false; problem: Problem };

export interface SendOptions {
  /** What is shown at once, until the server confirms or refuses. */
  optimistic?: Inputs;
  /** Results shown at once, as those of the last preview. */
  results?: readonly ScheduleRow[];
  /** Which stream the command is for, as the protocol's table says; the project's if left out. */
  stream?: "project" | "workspace";
  /** The project's version that one looked at, where it is older than what is shown: what others wrote
   * to the same fields since is not written over, but asked about. */
  seen?: number;
}

/** A change that met another one to the same fields: nothing is lost until the person chose. */
export interface Conflict {
  /** The command's. */
  readonly id: string;
  readonly command: Change;
  /** `fields` has yours and theirs. */
  readonly problem: Problem;
  /** Whether each field may be chosen by itself. */
  readonly apart: boolean;
  /** Choose for each of the problem's fields; null where nothing of one's own is left to send. */
  choose(takes: readonly ("mine" | "theirs")[]): Promise<Outcome | null>;
  /** Send the change again, over theirs. */
  keepMine(): Promise<Outcome>;
  /** Let theirs stand; what else the change wrote is sent. */
  keepTheirs(): void;
  /** Whether it was settled meanwhile, by a later change of one's own. */
  settled(): boolean;
}

/** What came of a preview: nothing was written. */
export interface Preview {
  readonly inputs: Inputs;
  readonly schedule: ReadonlyMap<number, ScheduleRow>;
  readonly notes: readonly Note[];
  /** Why the commands would be refused; then nothing else is said. */
  readonly problem: Problem | null;
}

/** An open project: the store, and everything that one can do to it. */
export interface ProjectSession {
  readonly store: ProjectStore;
  /** Send one command. Optimistic rows show at once; a refusal takes them back and is told by toast. */
  send(type: string, payload: object, options?: SendOptions): Promise<Outcome>;
  /** Several commands as one change. */
  batch(commands: readonly Change[], options?: SendOptions): Promise<Outcome>;
  /**
   * What commands would change. One is asked at a time, so that a drag gets answers while it moves:
   * a newer call makes one that still waits answer null, and a change sent makes all answer null.
   */
  preview(commands: readonly Change[]): Promise<Preview | null>;
  /** Undo one's own last change, or that one; null if it is not there to undo. */
  undo(changesetId?: number): Promise<Outcome | null>;
  redo(): Promise<Outcome | null>;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** A key for a new row, from the leased block; throws NoKeysLeft where it ran out offline. */
  newId(): number;
  /** How many keys `newId` can still give without asking the server. */
  keysLeft(): number;
  /** Who else is here, and where. */
  people(): readonly Person[];
  /** Tell the others where one looks. */
  here(at: { view: string; task_id?: number | null }): void;
  connection(): Connection;
  /** Changes made that the server has not confirmed yet. */
  pending(): number;
  /** When what is shown was last known to be right, where no server could be asked for it. */
  readonly asOf: number | null;
  /** Called for each changeset that arrives, own ones too: for toasts, ghosts, "who did what". */
  onChangeset(listener: (changeset: Changeset, own: boolean) => void): () => void;
  /**
   * Called for every outcome that is not ok, refused here or by the server: for toasts. Conflicts
   * go to `onConflict` instead. What happened before anybody listened is told to the first.
   */
  onProblem(listener: (problem: Problem, command: Change | null) => void): () => void;
  /** Called where somebody else changed the same fields meanwhile; told to the first as above. */
  onConflict(listener: (conflict: Conflict) => void): () => void;
  /** Refuse what was typed without asking the server: told as a refusal by the server is. */
  refuse(problem: Problem): Outcome;
  /** Called when connection, pending, undo or people change. */
  subscribe(listener: () => void): () => void;
  close(): void;
}

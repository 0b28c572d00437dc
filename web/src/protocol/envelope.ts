/** What goes in and out, by the names that the app gives it; generated, as the server says it. */

import type { CommandIn, Part, ViewerOut } from "./answers.generated";

export type {
  Changeset,
  History,
  HistoryItem,
  LostChangeset,
  Note,
  Person,
  PlaceAt,
  PreviewOut,
  ServerMessage,
  Snapshot,
} from "./answers.generated";
export type { Inputs, ScheduleRow, TableChange } from "./tables.generated";

/** A command of a batch or a preview. */
export type Change = Required<Part>;

/** A command as the app sends it: all is said. */
export type CommandBody = Readonly<Required<Omit<CommandIn, "id">> & { id: string }>;

export type Viewer = ViewerOut;

/** Rows as equally long arrays, one a column. */
export type Columns = Record<string, unknown[]>;

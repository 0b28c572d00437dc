/** What of a view a saved one keeps beside filter, grouping and sorting. */

import type { ViewColumn, ViewKind } from "~/here/savedViews";

export interface ViewParts {
  readonly kind: ViewKind;
  /** The columns as they are shown now; whether the saved view says others, and the way back. */
  readonly columns?: {
    now(): readonly ViewColumn[];
    readonly differ: boolean;
    reset(): void;
  };
  zoom?(): number;
}

/** Which of it is to be kept. */
export interface Keep {
  readonly columns: boolean;
  readonly zoom: boolean;
}

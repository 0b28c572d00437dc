/** A chart as the server defines it: Vega-Lite, with what its table shows beside it. */

export type Datum = Readonly<Record<string, unknown>>;

/** A column of a chart's table; times are ISO local, shares from 0 to 1. */
export interface ChartColumn {
  readonly field: string;
  readonly title: string;
  readonly kind: "text" | "number" | "share" | "date";
}

/**
 * Vega-Lite with its data in place. Marks name their colours by style (`accent`, `critical`,
 * `late`, `risk`, `done`, `quiet`, `planned`), series by the order of their range.
 */
export interface ChartSpec {
  readonly description?: string;
  /** Pixels of the drawing; below it stand the words of its axis. */
  readonly height: number;
  readonly data: { readonly values: readonly Datum[] };
  readonly usermeta?: { readonly columns?: readonly ChartColumn[] };
  readonly [other: string]: unknown;
}

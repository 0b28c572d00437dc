/** A chart as the server defines it: Vega-Lite, with what its table shows beside it. */

export type { Chart as ChartSpec, ChartColumn } from "~/protocol/answers.generated";

export type Datum = Readonly<Record<string, unknown>>;

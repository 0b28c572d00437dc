/** What the server tells of a file, before and after it became a project. */

export type {
  Difference,
  InspectedOut as Inspected,
  PersonOut as InspectedPerson,
  ReportOut as Report,
} from "~/protocol/answers.generated";

/** By name in the file: a resource here, a new one, or none. */
export type Chosen = Record<string, number | "new" | "ignore">;

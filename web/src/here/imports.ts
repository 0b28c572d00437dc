/** What the server tells of a file, before and after it became a project. */

export interface InspectedPerson {
  name: string;
  email: string;
  kind?: "work" | "material" | "cost";
  /** The resource here that it seems to be. */
  match: number | null;
}

export interface Inspected {
  name: string;
  tasks: number;
  /** Whether it brings its project's calendar. */
  calendar: boolean;
  /** The zone of its dates, empty where it does not say. */
  zone: string;
  people: InspectedPerson[];
  warnings: string[];
}

/** By name in the file: a resource here, a new one, or none. */
export type Chosen = Record<string, number | "new" | "ignore">;

export interface Difference {
  task_id: number;
  name: string;
  file_start: string | null;
  file_finish: string | null;
  start: string | null;
  finish: string | null;
  reason: string;
  keepable: boolean;
  /** Why the file's dates cannot be kept, empty where they can. */
  why_not: string;
}

export interface Report {
  file: string;
  source: string;
  taken: Record<string, number>;
  left_out: string[];
  people: { name: string; became: string; resource: string | null }[];
  dates: {
    compared: number;
    equal: number;
    text: string;
    more: number;
    differences: Difference[];
  };
}

/** An index as it is written: two places, a dash where nothing can be said. */

import { number } from "~/ui/dates";

export const index = (value: number | null): string => (value === null ? "–" : number(value, 2, 2));

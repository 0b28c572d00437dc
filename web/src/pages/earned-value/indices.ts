/** An index as it is written: two places, a dash where nothing can be said. */

export const index = (value: number | null): string => (value === null ? "–" : value.toFixed(2));

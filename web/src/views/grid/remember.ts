/** Small choices of a person kept in this browser: widths, columns, what is collapsed. */

/** What was kept under a name, or `fallback` where there is nothing usable. */
export function recall<T>(name: string, fallback: T, usable: (value: unknown) => value is T): T {
  try {
    const text = localStorage.getItem(`headway.${name}`);
    if (text === null) return fallback;
    const value: unknown = JSON.parse(text);
    return usable(value) ? value : fallback;
  } catch {
    return fallback;
  }
}

/** Keep a value; a browser that forbids it just forgets. */
export function remember(name: string, value: unknown): void {
  try {
    localStorage.setItem(`headway.${name}`, JSON.stringify(value));
  } catch {
    // Private windows and full stores: the choice holds until the page closes.
  }
}

export function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

export function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every(isNumber);
}

export function isBoolean(value: unknown): value is boolean {
  return typeof value === "boolean";
}

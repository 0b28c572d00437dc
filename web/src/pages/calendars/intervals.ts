/** Working times of a day as people write them: "9:00–12:00, 13:00–17:00". Pure. */

export type Interval = [from: number, to: number];

const DAY = 1440;

function clock(minute: number): string {
  const hours = String(Math.floor(minute / 60) % 24).padStart(2, "0");
  return `${hours}:${String(minute % 60).padStart(2, "0")}`;
}

/** A night shift's end is written as the time on the next day; midnight as 24:00. */
export function writeIntervals(intervals: readonly Interval[]): string {
  return intervals
    .map(([from, to]) => `${clock(from)}–${to === DAY ? "24:00" : clock(to)}`)
    .join(", ");
}

/** The intervals of a text; none for an empty one (a day off); null for what cannot be read. */
export function readIntervals(text: string): Interval[] | null {
  const found: Interval[] = [];
  for (const part of text.split(/[,;]/)) {
    if (!part.trim()) continue;
    const match = /^\s*(\d{1,2})(?:[:.](\d{2}))?\s*[–—-]\s*(\d{1,2})(?:[:.](\d{2}))?\s*$/.exec(
      part,
    );
    if (!match) return null;
    const from = minuteOf(match[1], match[2]);
    let to = minuteOf(match[3], match[4]);
    if (from === null || to === null || from >= DAY) return null;
    if (to <= from) to += DAY;
    found.push([from, to]);
  }
  found.sort((a, b) => a[0] - b[0]);
  const overlaps = found.some((one, i) => i > 0 && one[0] < (found[i - 1]?.[1] ?? 0));
  return overlaps ? null : found;
}

function minuteOf(hours = "", minutes = "0"): number | null {
  const found = Number(hours) * 60 + Number(minutes);
  return Number(minutes) < 60 && found <= DAY ? found : null;
}

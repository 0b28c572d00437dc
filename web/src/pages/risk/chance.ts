/** Chances in words and tones. */

/** "83 %"; what is nearly sure or nearly out of the question is told as that. */
export function percent(share: number): string {
  if (share > 0.99 && share < 1) return "> 99 %";
  if (share > 0 && share < 0.01) return "< 1 %";
  return `${Math.round(share * 100)} %`;
}

/** What to think of it: from four in five on it may be promised. */
export function tone(share: number): "done" | "risk" | "late" {
  if (share >= 0.8) return "done";
  return share >= 0.5 ? "risk" : "late";
}

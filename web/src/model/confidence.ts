/** How sure a duration is. What each class means for a simulation: `docs/engine/risk.md`. */

import type { TaskRow } from "~/protocol/tables.generated";

export const CONFIDENCES: readonly TaskRow["confidence"][] = [
  "",
  "high",
  "medium",
  "low",
  "very_low",
];

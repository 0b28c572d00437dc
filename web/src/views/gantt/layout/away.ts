/** On which side of what is visible a bar lies, where none of it is to be seen. Pure. */

import { type BarKind, DIAMOND, type Span } from "./bars";

export type Side = "left" | "right";

/** A sliver of a bar at the edge is as good as none. */
const SLIVER = 3;

export function awayOf(
  bar: Span & { readonly kind: BarKind },
  left: number,
  width: number,
): Side | null {
  const reach = bar.kind === "milestone" ? DIAMOND : 0;
  if (bar.x + bar.width + reach < left + SLIVER) return "left";
  if (bar.x - reach > left + width - SLIVER) return "right";
  return null;
}

/** How urgent a card is, as a small sign: bars that are filled, a mark for urgent. */

import type { Priority } from "~/model/workflow";
import classes from "../Board.module.css";

const FILLED: Record<Exclude<Priority, "urgent">, number> = { low: 1, normal: 2, high: 3 };

export function PriorityMark({ priority }: { priority: Priority }) {
  if (priority === "urgent") {
    return (
      <svg className={classes.urgent} width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
        <rect x="1" y="1" width="12" height="12" rx="3" fill="currentColor" />
        <path d="M7 3.6v4" stroke="var(--hw-surface)" strokeWidth="1.8" strokeLinecap="round" />
        <circle cx="7" cy="10.3" r="1" fill="var(--hw-surface)" />
      </svg>
    );
  }
  const filled = FILLED[priority];
  return (
    <svg className={classes.bars} width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
      {[1, 2, 3].map((bar) => (
        <rect
          key={bar}
          x={bar * 4 - 2.5}
          y={10.5 - bar * 3}
          width="2.6"
          height={bar * 3 + 1}
          rx="0.8"
          fill="currentColor"
          opacity={bar <= filled ? 1 : 0.28}
        />
      ))}
    </svg>
  );
}

/** The two rows of labels above the time line. */

import { memo } from "react";
import { type Scale, tiersFor } from "../layout";
import { EDGE_STEP } from "../timeline";

interface HeaderProps {
  readonly scale: Scale;
  readonly left: number;
  readonly right: number;
  /** Titles around here stay in sight while their part of the time scrolls out: each is a layer. */
  readonly edge: number;
  readonly locale: string;
  /** The weekday that weeks begin on, Monday as 0. */
  readonly firstDay: number;
  /** Beginning of today, which is marked. */
  readonly today: number;
}

export const Header = memo(function Header({
  scale,
  left,
  right,
  edge,
  locale,
  firstDay,
  today,
}: HeaderProps) {
  const { upper, lower, lowerUnit } = tiersFor(scale, left, right, locale, firstDay);
  return (
    <div className="hwt-header" aria-hidden>
      <div className="hwt-tier">
        {upper.map((cell) => (
          <div
            key={cell.key}
            className="hwt-upper"
            data-stuck={
              (cell.x <= edge + EDGE_STEP && cell.x + cell.width >= edge - EDGE_STEP) || undefined
            }
            style={{ left: cell.x, width: cell.width }}
          >
            <span>{cell.label}</span>
          </div>
        ))}
      </div>
      <div className="hwt-tier">
        {lower.map((cell) => (
          <div
            key={cell.key}
            className="hwt-lower"
            data-today={(lowerUnit === "day" && cell.key === today) || undefined}
            style={{ left: cell.x, width: cell.width }}
          >
            {cell.label}
          </div>
        ))}
      </div>
    </div>
  );
});

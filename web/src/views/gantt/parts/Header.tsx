/** The two rows of labels above the time line. */

import { memo } from "react";
import { type Scale, tiersFor } from "../layout";

interface HeaderProps {
  readonly scale: Scale;
  readonly left: number;
  readonly right: number;
  readonly locale: string;
  /** Beginning of today, which is marked. */
  readonly today: number;
}

export const Header = memo(function Header({ scale, left, right, locale, today }: HeaderProps) {
  const { upper, lower, lowerUnit } = tiersFor(scale, left, right, locale);
  return (
    <div className="hwt-header" aria-hidden>
      <div className="hwt-tier">
        {upper.map((cell) => (
          <div key={cell.key} className="hwt-upper" style={{ left: cell.x, width: cell.width }}>
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

/** The arrows between bars, of the links that begin or end on screen. */

import { memo } from "react";
import { arrowOf, type Point, pathOf } from "../layout";

export interface DrawnLink {
  readonly id: number;
  readonly points: readonly Point[];
  /** Both ends are critical and the link drives. */
  readonly critical: boolean;
}

interface LinksProps {
  readonly links: readonly DrawnLink[];
  readonly driving: ReadonlySet<number>;
  readonly chosen: number | null;
}

/** Links of one look are one path: a thousand of them cost as much as one. */
export const Links = memo(function Links({ links, driving, chosen }: LinksProps) {
  let plain = "";
  let plainArrows = "";
  let critical = "";
  let criticalArrows = "";
  const above: DrawnLink[] = [];
  for (const link of links) {
    if (driving.has(link.id) || link.id === chosen) {
      above.push(link);
    } else if (link.critical) {
      critical += pathOf(link.points);
      criticalArrows += arrowOf(link.points);
    } else {
      plain += pathOf(link.points);
      plainArrows += arrowOf(link.points);
    }
  }
  return (
    <svg
      className="hwt-links"
      aria-hidden
      width="1"
      height="1"
      data-dimmed={above.length > 0 || undefined}
    >
      <path className="hwt-link" d={plain} />
      <path className="hwt-arrow" d={plainArrows} />
      <path className="hwt-link" data-critical d={critical} />
      <path className="hwt-arrow" data-critical d={criticalArrows} />
      {above.map((link) => (
        <g
          key={link.id}
          data-link={link.id}
          data-driving={driving.has(link.id) || undefined}
          data-chosen={link.id === chosen || undefined}
        >
          <path className="hwt-link" d={pathOf(link.points)} />
          <path className="hwt-arrow" d={arrowOf(link.points)} />
        </g>
      ))}
    </svg>
  );
});

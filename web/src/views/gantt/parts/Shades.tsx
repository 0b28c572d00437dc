/** What lies behind the bars: the project's time without work, lines between months, today. */

import { memo } from "react";
import type { WorkTime } from "~/model/worktime";
import { type Scale, shadesFor, tiersFor, toX } from "../layout";

interface ShadesProps {
  readonly scale: Scale;
  readonly work: WorkTime;
  readonly left: number;
  readonly right: number;
}

export const Shades = memo(function Shades({ scale, work, left, right }: ShadesProps) {
  const bands = shadesFor(scale, work, left, right);
  return (
    <div className="hwt-shades" aria-hidden>
      {bands.map((band) => (
        <div
          key={Math.round(band.x)}
          className="hwt-shade"
          style={{ left: band.x, width: band.width }}
        />
      ))}
    </div>
  );
});

/** Lines between months or years, over all shades. */
export const Months = memo(function Months({ scale, left, right }: Omit<ShadesProps, "work">) {
  const { upper, lower } = tiersFor(scale, left, right, "en");
  const lines = upper.length ? upper : lower;
  return (
    <div className="hwt-shades" aria-hidden>
      {lines.map((cell) => (
        <div key={cell.key} className="hwt-month" style={{ left: Math.round(cell.x) }} />
      ))}
    </div>
  );
});

interface NowProps {
  readonly scale: Scale;
  readonly now: number;
  /** The status date where one is set beside today. */
  readonly status: number | null;
  readonly labels: { readonly now: string; readonly status: string };
}

export const NowLines = memo(function NowLines({ scale, now, status, labels }: NowProps) {
  const x = toX(scale, now);
  return (
    <>
      {status !== null && (
        <div className="hwt-now" data-status style={{ left: Math.round(toX(scale, status)) }}>
          <span>{labels.status}</span>
        </div>
      )}
      <div className="hwt-now" style={{ left: Math.round(x) }}>
        <span>{labels.now}</span>
      </div>
    </>
  );
});

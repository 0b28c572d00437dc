/** The bar of a split task: a piece for each part, dots where it rests. */

import type { Bar, Span } from "../layout";

/** `parts` from the time line's left end; `done` from the bar's left end. */
export function SplitBody({
  bar,
  parts,
  done,
}: {
  bar: Bar;
  parts: readonly Span[];
  done: number;
}) {
  return (
    <>
      <span className="hwt-rest" />
      {parts.map((part) => {
        const left = part.x - bar.x;
        const width = Math.max(3, part.width);
        const share = Math.min(width, done - left);
        return (
          <span key={left} className="hwt-fill hwt-part" style={{ left, width }}>
            {share > 0 && <span className="hwt-done" style={{ width: share }} />}
            {bar.late && <Late late={bar.late} part={part} />}
          </span>
        );
      })}
    </>
  );
}

function Late({ late, part }: { late: Span; part: Span }) {
  const from = Math.max(late.x, part.x);
  const to = Math.min(late.x + late.width, part.x + part.width);
  if (to - from < 1) return null;
  return <span className="hwt-late" style={{ left: from - part.x, width: to - from }} />;
}

/** The one vertical scroll of a view, and the stage that stays in place while it scrolls. */

import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import type { PlanController } from "../controller";
import { useModel } from "../model";
import { RowMenu } from "./RowMenu";
import { WhyTip } from "./WhyTip";

interface StageProps {
  readonly controller: PlanController;
  /** Height of a row; the app's own where left out. */
  readonly rowHeight?: number | undefined;
  readonly className?: string;
  readonly children: ReactNode;
  onOpenTask(id: number): void;
}

/** Room below the last row: for what quick add understood, and for the horizontal scroll bars. */
const BELOW = 34;

export function Stage(props: StageProps) {
  const { controller, rowHeight, className, children, onOpenTask } = props;
  const { viewport } = controller;
  const scroller = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0, row: 30 });
  const count = useModel(controller, (c) => c.lines.length);
  const row = rowHeight ?? size.row;

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    viewport.attach(element);
    const measure = (): void => {
      const own = Number.parseFloat(getComputedStyle(element).getPropertyValue("--hw-row-height"));
      const { clientWidth: width, clientHeight: height } = element;
      setSize((before) =>
        before.width === width && before.height === height && before.row === own
          ? before
          : { width, height, row: own || 30 },
      );
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    element.addEventListener("scroll", viewport.scrolled, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", viewport.scrolled);
      viewport.attach(null);
    };
  }, [viewport]);

  useLayoutEffect(() => {
    viewport.resize(count, size.width, Math.max(0, size.height - viewport.headerHeight), row);
    viewport.scrolled();
  }, [viewport, count, size, row]);

  return (
    // Focus lies on the grid within; this scrolls with it.
    <div ref={scroller} className={`hwg-scroller ${className ?? ""}`} data-scroller>
      <div style={{ height: viewport.headerHeight + count * row + BELOW }}>
        <div
          className="hwg-stage"
          style={{ height: size.height, "--hw-row-height": `${row}px` } as React.CSSProperties}
        >
          {size.height > 0 && children}
          <RowMenu controller={controller} area={scroller} onOpenTask={onOpenTask} />
          <WhyTip controller={controller} area={scroller} />
        </div>
      </div>
    </div>
  );
}

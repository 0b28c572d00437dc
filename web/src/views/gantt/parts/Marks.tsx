/** Beside a bar: its deadline and the date of its constraint, to look at and to drag. */

import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import type { TaskRow } from "~/protocol/tables.generated";
import type { Reading } from "~/views/grid/reading";
import type { Drag } from "~/views/moving/gestures";
import { type Bar, deadlineHold, type Scale, toX } from "../layout";
import { phrasesOf } from "../words";

interface MarksProps {
  readonly bar: Bar;
  /** With the dates that a dragging hand gives it. */
  readonly task: TaskRow;
  readonly drag: Drag | null;
  readonly scale: Scale;
  readonly editable: boolean;
  readonly current: boolean;
  readonly reading: Reading;
  readonly t: TFunction<"gantt">;
}

export function Marks(props: MarksProps) {
  const { bar, task, drag, scale, reading, t } = props;
  if (bar.pin === null && bar.deadline === null) return null;
  const name = task.name || phrasesOf(t).untitled;
  const was = drag?.kind === "pin" || drag?.kind === "deadline" ? toX(scale, drag.from) : null;
  const constraint = bar.pin === null ? "" : reading.constraint(task);
  const deadline = task.deadline === null ? "" : reading.date(task.deadline, true);
  const hold = bar.deadline === null ? null : deadlineHold(bar.deadline, bar);
  return (
    <>
      {was !== null && drag?.kind === "pin" && <Pin x={was} ghost />}
      {was !== null && drag?.kind === "deadline" && (
        <span className="hwt-deadline" data-ghost style={{ left: was - 5 }} />
      )}
      {bar.pin !== null && (
        <>
          <Pin x={bar.pin} title={props.editable ? undefined : constraint} />
          {props.editable && (
            <Hold
              part="pin"
              current={props.current}
              label={t("bar.pin", { constraint, name })}
              title={constraint}
              left={bar.pin - 11}
            />
          )}
        </>
      )}
      {bar.deadline !== null && (
        <span
          className="hwt-deadline"
          data-missed={bar.deadlineMissed || undefined}
          data-held={props.editable || undefined}
          title={t("bar.deadline", { date: deadline })}
          style={{ left: bar.deadline - 5 }}
        />
      )}
      {hold && props.editable && (
        <Hold
          part="deadline"
          current={props.current}
          label={t("bar.deadlineOf", { name, date: deadline })}
          title={t("bar.deadline", { date: deadline })}
          left={hold.x}
          width={hold.width}
        />
      )}
    </>
  );
}

interface HoldProps {
  readonly part: string;
  readonly current: boolean;
  readonly label: string;
  readonly title?: string;
  readonly left: number;
  readonly width?: number;
}

/** Where a hand or the keyboard takes hold of something beside or within a bar. */
export function Hold({ part, current, label, title, left, width }: HoldProps): ReactNode {
  return (
    <span
      className="hwt-hold"
      role="button"
      tabIndex={current ? 0 : -1}
      aria-label={label}
      aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight"
      title={title}
      data-part={part}
      style={{ left, width }}
    />
  );
}

function Pin({ x, title, ghost }: { x: number; title?: string | undefined; ghost?: boolean }) {
  return (
    <svg
      className="hwt-pin"
      viewBox="0 0 16 16"
      width="12"
      height="12"
      role={title === undefined ? undefined : "img"}
      aria-hidden={title === undefined || undefined}
      aria-label={title}
      data-ghost={ghost || undefined}
      style={{ left: x - 6 }}
    >
      {title !== undefined && <title>{title}</title>}
      <path d="M5 1.8h6l-.8.9v3.2L12.4 9H3.6l2.2-3.1V2.7zM8 9v5.2" />
    </svg>
  );
}

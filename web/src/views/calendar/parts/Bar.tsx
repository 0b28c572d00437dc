/** An entry's part within a week: a bar over its days, held in the middle or by its ends. */

import { type KeyboardEvent, memo, type PointerEvent } from "react";
import { useColourOf } from "~/views/colour/scope";
import type { Hold } from "../carry";
import type { Entry } from "../entries";
import type { Segment } from "../layout";
import type { Face } from "../words";
import { EntryIcon } from "./EntryIcon";

export interface BarProps {
  readonly segment: Segment<Entry>;
  readonly face: Face;
  readonly top: number;
  readonly carried: boolean;
  readonly moved: boolean;
  readonly open: boolean;
  /** Whether Tab stops here: it stands on the day that has the keyboard. */
  readonly stop: boolean;
  readonly movable: boolean;
  readonly lead: boolean;
  readonly onPress: (event: PointerEvent<HTMLElement>, entry: Entry, hold: Hold) => void;
  readonly onKey: (event: KeyboardEvent<HTMLElement>, entry: Entry) => void;
  readonly onOpen: (entry: Entry) => void;
}

/** Pixels at an end that stretch a bar. */
const EDGE = 8;

function Drawn(props: BarProps) {
  const { segment, face, movable } = props;
  const { entry, from, to, before, after } = segment;
  const given = useColourOf(entry.id);
  const colour = entry.kind === "leave" ? undefined : given;
  const holdAt = (event: PointerEvent<HTMLElement>): Hold => {
    if (entry.kind !== "task" || !movable) return "move";
    const box = event.currentTarget.getBoundingClientRect();
    const edge = Math.min(EDGE, box.width / 4);
    if (!after && event.clientX >= box.right - edge) return "finish";
    if (!before && props.lead && event.clientX <= box.left + edge) return "start";
    return "move";
  };
  return (
    <button
      type="button"
      className="hwc-bar"
      data-entry={entry.key}
      data-kind={entry.kind}
      data-critical={face.critical || undefined}
      data-done={face.done || undefined}
      data-late={face.late || undefined}
      data-before={before || undefined}
      data-after={after || undefined}
      data-carried={props.carried || undefined}
      data-moved={props.moved || undefined}
      data-open={props.open || undefined}
      data-movable={movable || undefined}
      data-colour={colour}
      tabIndex={props.stop ? 0 : -1}
      aria-label={face.label}
      title={face.label}
      style={{
        insetInlineStart: `${(from / 7) * 100}%`,
        width: `${((to - from + 1) / 7) * 100}%`,
        top: props.top,
      }}
      onPointerDown={(event) => {
        if (event.button === 0) props.onPress(event, entry, holdAt(event));
      }}
      onPointerMove={(event) => {
        if (event.buttons === 0) event.currentTarget.dataset.hold = holdAt(event);
      }}
      onKeyDown={(event) => props.onKey(event, entry)}
      onClick={(event) => {
        // A click of the mouse is told apart from a drag where it is pressed.
        if (event.detail === 0) props.onOpen(entry);
      }}
    >
      <span className="hwc-face">
        <EntryIcon entry={entry} face={face} />
        <bdi className="hwc-name">{face.name}</bdi>
      </span>
    </button>
  );
}

export const Bar = memo(
  Drawn,
  (a, b) =>
    a.segment.from === b.segment.from &&
    a.segment.to === b.segment.to &&
    a.segment.before === b.segment.before &&
    a.segment.after === b.segment.after &&
    a.segment.entry.key === b.segment.entry.key &&
    a.top === b.top &&
    a.face.label === b.face.label &&
    a.carried === b.carried &&
    a.moved === b.moved &&
    a.open === b.open &&
    a.stop === b.stop &&
    a.movable === b.movable &&
    a.lead === b.lead &&
    a.onPress === b.onPress &&
    a.onKey === b.onKey &&
    a.onOpen === b.onOpen,
);

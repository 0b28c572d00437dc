/** The sign of an entry, beside its colour. */

import {
  IconAlertTriangle,
  IconBeach,
  IconCheck,
  IconClock,
  IconFlag,
  IconPin,
  IconSquareRotated,
} from "~/ui/icons";
import type { Entry } from "../entries";
import type { Face } from "../words";

export function EntryIcon({ entry, face }: { entry: Entry; face: Face }) {
  const look = { size: 12, stroke: 2, className: "hwc-icon", "aria-hidden": true } as const;
  return (
    <>
      {entry.kind === "leave" && <IconBeach {...look} />}
      {entry.kind === "deadline" && <IconFlag {...look} />}
      {entry.kind === "milestone" && (
        <IconSquareRotated {...look} className="hwc-icon hwc-diamond" />
      )}
      {face.done && entry.kind !== "deadline" && <IconCheck {...look} />}
      {face.critical && <IconAlertTriangle {...look} className="hwc-icon hwc-critical" />}
      {face.late && <IconClock {...look} className="hwc-icon hwc-late" />}
      {face.pinned && entry.kind !== "deadline" && (
        <IconPin {...look} className="hwc-icon hwc-pin" />
      )}
    </>
  );
}

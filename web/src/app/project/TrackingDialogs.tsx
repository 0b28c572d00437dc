/** Brings the dialogs of tracking when one is first wished for. */

import { lazy, Suspense, useState } from "react";
import { useWish } from "~/here/intents";

const Dialogs = lazy(() =>
  import("~/pages/tracking/Dialogs").then((module) => ({ default: module.Dialogs })),
);
type First = Parameters<typeof Dialogs>[0]["first"];

export function TrackingDialogs() {
  const [first, setFirst] = useState<First>(null);
  useWish("moveUnfinished", () => setFirst((before) => before ?? { what: "move" }));
  useWish("saveBaseline", (ids) => setFirst((before) => before ?? { what: "baseline", ids }));
  return first ? (
    <Suspense>
      <Dialogs first={first} />
    </Suspense>
  ) : null;
}

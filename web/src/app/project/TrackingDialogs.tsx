/** Brings the dialogs of tracking when one is first wished for. */

import { Suspense, useState } from "react";
import { useWish } from "~/here/intents";
import type { Dialogs as Them } from "~/pages/tracking/Dialogs";
import { withWords } from "~/text/late";
import { lateDialog } from "~/ui/Late";

type Props = Parameters<typeof Them>[0] & { onGone: () => void };
type First = Props["first"];
const Dialogs = lateDialog<"Dialogs", Props>(
  withWords(["tracking"], () => import("~/pages/tracking/Dialogs")),
  "Dialogs",
  (props) => props.onGone(),
);

export function TrackingDialogs() {
  const [first, setFirst] = useState<First>(null);
  useWish("moveUnfinished", () => setFirst((before) => before ?? { what: "move" }));
  useWish("saveBaseline", (ids) => setFirst((before) => before ?? { what: "baseline", ids }));
  return first ? (
    <Suspense>
      <Dialogs first={first} onGone={() => setFirst(null)} />
    </Suspense>
  ) : null;
}

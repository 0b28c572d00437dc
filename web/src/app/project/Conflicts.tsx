/** Listens for changes of one's own that met somebody else's, and asks about one after the other. */

import { Suspense, useEffect, useState } from "react";
import { openConflicts } from "~/here/kept";
import { useSession, useSessionState } from "~/store/react";
import type { Conflict } from "~/store/types";
import { withWords } from "~/text/late";
import { lateDialog } from "~/ui/Late";

const ClashDialog = lateDialog(
  withWords(["offline"], () => import("~/app/offline/ClashDialog")),
  "ClashDialog",
);

export function Conflicts() {
  const session = useSession();
  const [waiting, setWaiting] = useState<readonly Conflict[]>([]);
  useEffect(() => {
    const off = session.onConflict((conflict) => {
      // A merge asks about each place itself.
      if (conflict.command.type === "scenario.merge") return conflict.keepTheirs();
      openConflicts.set(conflict.id, conflict);
      setWaiting((before) => [...before, conflict]);
    });
    return () => {
      off();
      openConflicts.clear();
    };
  }, [session]);
  // One may be settled by a later change of one's own.
  const conflict = useSessionState(() => waiting.find((one) => !one.settled()));
  if (!conflict) return null;
  return (
    <Suspense>
      <ClashDialog
        key={conflict.id}
        conflict={conflict}
        onDone={() => setWaiting((before) => before.filter((one) => one !== conflict))}
      />
    </Suspense>
  );
}

/** Brings the dialog in which the confidence of several tasks is set at once. */

import { Suspense, useState } from "react";
import { useWish } from "~/here/intents";
import { selectedTasks } from "~/here/selection";
import { useSession } from "~/store/react";
import { withWords } from "~/text/late";
import { lateDialog } from "~/ui/Late";

const Dialog = lateDialog(
  withWords(["risk"], () => import("~/pages/risk/EstimatesDialog")),
  "EstimatesDialog",
  (props) => props.onClose(),
);

export function ConfidenceHost() {
  const { store } = useSession();
  const [ids, setIds] = useState<readonly number[] | null>(null);
  useWish("confidence", (asked) => setIds(asked ?? selectedTasks(store.projectId)));
  return ids ? (
    <Suspense>
      <Dialog ids={ids} onClose={() => setIds(null)} />
    </Suspense>
  ) : null;
}

/** Brings dialogs when they are wished for: of tasks (rests, recurrence, confidence), fields, types, what is pasted. */

import { Suspense, useState } from "react";
import { type LeftBehind, useWish } from "~/here/intents";
import { selectedTasks } from "~/here/selection";
import { useSession } from "~/store/react";
import { withWords } from "~/text/late";
import { lateDialog } from "~/ui/Late";

const SplitDialog = lateDialog(
  () => import("./SplitDialog"),
  "SplitDialog",
  (props) => props.onClose(),
);
const RecurDialog = lateDialog(
  () => import("./RecurDialog"),
  "RecurDialog",
  (props) => props.onClose(),
);
const EstimatesDialog = lateDialog(
  withWords(["risk"], () => import("~/pages/risk/EstimatesDialog")),
  "EstimatesDialog",
  (props) => props.onClose(),
);
const FieldsDialog = lateDialog(
  withWords(["fields"], () => import("~/pages/fields/FieldsDialog")),
  "FieldsDialog",
  (props) => props.onClose(),
);
const SaveTemplateDialog = lateDialog(
  withWords(["templates"], () => import("~/pages/templates/SaveTemplateDialog")),
  "SaveTemplateDialog",
  (props) => props.onClose(),
);
const InsertTemplateDialog = lateDialog(
  withWords(["templates"], () => import("~/pages/templates/InsertTemplateDialog")),
  "InsertTemplateDialog",
  (props) => props.onClose(),
);
const TypesDialog = lateDialog(
  withWords(["types"], () => import("~/pages/types/TypesDialog")),
  "TypesDialog",
  (props) => props.onClose(),
);
const RulesDialog = lateDialog(
  withWords(["types", "fields"], () => import("~/pages/types/RulesDialog")),
  "RulesDialog",
  (props) => props.onClose(),
);
const BulkDialog = lateDialog(
  withWords(["bulk"], () => import("~/views/grid/bulk/BulkDialog")),
  "BulkDialog",
  (props) => props.onClose(),
);
const LeftBehindDialog = lateDialog(
  () => import("~/views/grid/parts/LeftBehindDialog"),
  "LeftBehindDialog",
  (props) => props.onClose(),
);

export function WishedDialogs() {
  const { store } = useSession();
  const [split, setSplit] = useState<number | null>(null);
  const [recur, setRecur] = useState<{ id: number | null } | null>(null);
  const [estimated, setEstimated] = useState<readonly number[] | null>(null);
  const [fields, setFields] = useState(false);
  const [kept, setKept] = useState<{ ids: readonly number[] | null } | null>(null);
  const [inserted, setInserted] = useState<{ after: number | null } | null>(null);
  useWish("saveTemplate", (ids) => setKept({ ids }));
  useWish("insertTemplate", () =>
    setInserted({ after: selectedTasks(store.projectId).at(-1) ?? null }),
  );
  const [types, setTypes] = useState(false);
  const [rules, setRules] = useState<number | null>(null);
  const [edited, setEdited] = useState<readonly number[]>([]);
  const [left, setLeft] = useState<LeftBehind | null>(null);
  useWish("leaveBehind", setLeft);
  useWish("bulkEdit", (asked) => setEdited(asked ?? selectedTasks(store.projectId)));
  useWish("fields", () => setFields(true));
  useWish("types", () => setTypes(true));
  useWish("rules", setRules);
  useWish("split", setSplit);
  useWish("recur", (id) => setRecur({ id }));
  useWish("confidence", (asked) => setEstimated(asked ?? selectedTasks(store.projectId)));
  return (
    <Suspense>
      {split !== null && <SplitDialog key={split} id={split} onClose={() => setSplit(null)} />}
      {recur && <RecurDialog id={recur.id} onClose={() => setRecur(null)} />}
      {estimated && <EstimatesDialog ids={estimated} onClose={() => setEstimated(null)} />}
      {edited.length > 0 && <BulkDialog ids={edited} onClose={() => setEdited([])} />}
      {types && <TypesDialog onClose={() => setTypes(false)} />}
      {rules !== null && <RulesDialog status={rules} onClose={() => setRules(null)} />}
      {fields && <FieldsDialog onClose={() => setFields(false)} />}
      {kept && <SaveTemplateDialog ids={kept.ids} onClose={() => setKept(null)} />}
      {left && <LeftBehindDialog asked={left} onClose={() => setLeft(null)} />}
      {inserted && (
        <InsertTemplateDialog after={inserted.after} onClose={() => setInserted(null)} />
      )}
    </Suspense>
  );
}

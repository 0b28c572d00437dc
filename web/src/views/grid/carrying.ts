/**
 * Rows that are copied or cut as a whole go as branches: beside the text that others read, the
 * clipboard names their project, so that they can be pasted there, or in another one of the workspace.
 */

import { leftBehind, pasteBranches } from "~/commands/branches";
import { wish } from "~/here/intents";
import { tellChange } from "~/here/undo";
import { i18next } from "~/text/i18n";
import { toasts } from "~/ui/toasts";
import { moveTasks } from "./actions";
import { NAME, NUMBER } from "./columns";
import type { PlanController } from "./controller";

const TYPE = "application/x-headway-branches";

interface Carried {
  readonly workspace: number;
  readonly project: number;
  /** Whether they are tasks of a scenario, which are in no other plan. */
  readonly fork: boolean;
  readonly ids: readonly number[];
  readonly cut: boolean;
}

const t = (key: string, values?: Record<string, unknown>): string =>
  i18next.t(key, { ns: "grid", ...values });

/** Put the chosen rows on the clipboard as branches, where whole rows are chosen; whether they are. */
export function carry(controller: PlanController, data: DataTransfer, cut: boolean): boolean {
  const { store, selection, mayEdit } = controller;
  const ids = controller.selectedTasks();
  controller.setCut(mayEdit && cut && selection.whole ? ids : []);
  if (!mayEdit || !selection.whole || ids.length === 0) return false;
  const { workspaceId: workspace, projectId: project, parentId } = store;
  const carried: Carried = { workspace, project, fork: parentId !== null, ids, cut };
  data.setData(TYPE, JSON.stringify(carried));
  if (cut) toasts.show({ key: "cut", tone: "quiet", text: t("carry.cut", { count: ids.length }) });
  return true;
}

/** Paste the branches that the clipboard names behind the cursor's row; false where it names none. */
export function putDown(controller: PlanController, data: DataTransfer): boolean {
  const { store, selection, current } = controller;
  const rows = selection.whole || current === null || [NAME, NUMBER].includes(selection.cursor.col);
  const carried = rows && controller.mayEdit ? read(data.getData(TYPE)) : null;
  // From elsewhere they are what everybody reads: a table.
  if (!carried || carried.workspace !== store.workspaceId) return false;
  const here = carried.project === store.projectId;
  if (!here && (carried.fork || store.parentId !== null)) {
    toasts.show({ tone: "bad", key: "carry", text: t("carry.scenario") });
    return true;
  }
  controller.setCut([]);
  if (here && carried.cut) {
    const ids = carried.ids.filter((id) => store.task(id) && id !== current);
    const parentId = current === null ? null : (store.outlineLine(current)?.parentId ?? null);
    moveTasks(controller, ids, { parentId, afterId: current, beforeId: null });
    return true;
  }
  if (controller.session.connection() === "offline") {
    toasts.show({ key: "carry", text: t("carry.later") });
  }
  if (here || !carried.cut) void putBranches(controller, carried, current);
  else void moveBranches(controller, carried, current);
  return true;
}

/** Let branches leave their project, once it is said yes to what would stay behind there. */
async function moveBranches(
  controller: PlanController,
  carried: Carried,
  after: number | null,
): Promise<void> {
  const move = () => void putBranches(controller, carried, after);
  const left = await leftBehind(controller.session, carried, after);
  const count = carried.ids.length;
  if (left === null || !wish("leaveBehind", { count, left, move })) move();
}

async function putBranches(
  controller: PlanController,
  carried: Carried,
  after: number | null,
): Promise<void> {
  const outcome = await pasteBranches(controller.session, carried, after);
  if (!outcome.ok) return;
  const made = outcome.created.tasks ?? [];
  const [first] = made;
  if (first !== undefined) controller.reveal(first);
  const text = t(carried.cut ? "carry.moved" : "carry.copied", { count: made.length });
  const undo = (id: number) => controller.session.undo(id);
  tellChange(outcome.changeset?.id, { tone: "good", key: "carry", text }, undo);
}

function read(text: string): Carried | null {
  try {
    const found = JSON.parse(text) as Partial<Carried>;
    const { workspace, project, ids } = found;
    if (typeof workspace !== "number" || typeof project !== "number") return null;
    if (!Array.isArray(ids) || !ids.every((id) => typeof id === "number")) return null;
    return { workspace, project, ids, fork: found.fork === true, cut: found.cut === true };
  } catch {
    return null;
  }
}

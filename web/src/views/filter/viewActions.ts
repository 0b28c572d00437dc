/** What one can do with saved views; shared ones by a command, one's own at the server's routes. */

import { deleteView, shareView, updateView } from "~/commands/views";
import type { Looked } from "~/here/look";
import {
  newViewKey,
  type PrivateView,
  privateKey,
  privateRef,
  putPrivateView,
  removePrivateView,
  type SavedView,
  sharedId,
  sharedRef,
} from "~/here/savedViews";
import { tellChange, tellUndoable } from "~/here/undo";
import { lookToJson } from "~/model/look";
import { Refusal } from "~/protocol/http";
import type { ProjectSession } from "~/store/types";
import { i18next } from "~/text/i18n";
import { toasts } from "~/ui/toasts";
import type { Keep, ViewParts } from "./viewParts";

type Fields = Omit<PrivateView, "key">;

const t = (key: string, values?: Record<string, unknown>): string =>
  i18next.t(key, { ns: "filter", ...values });

export function mayWrite(view: SavedView, session: ProjectSession): boolean {
  return !view.shared || session.store.may("plan.edit");
}

function fieldsOf(looked: Looked, parts: ViewParts, name: string, keep: Keep): Fields {
  return {
    name,
    kind: parts.kind,
    ...lookToJson(looked.look),
    columns: keep.columns ? (parts.columns?.now() ?? null) : null,
    zoom: keep.zoom ? (parts.zoom?.() ?? null) : null,
  };
}

function rowOf({ name, kind, look, columns, zoom }: SavedView): Fields {
  return { name, kind, ...lookToJson(look), columns, zoom };
}

/** A view of one's own on its way to the server: what is refused is told. */
async function told(way: Promise<void>): Promise<boolean> {
  try {
    await way;
    return true;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    toasts.show({ tone: "bad", text: error.message });
    return false;
  }
}

/** The view and the look that are shown: who goes elsewhere before an answer comes is left there. */
function shownNow(): string {
  const { pathname, search } = window.location;
  return `${pathname} ${new URLSearchParams(search).get("v") ?? ""}`;
}

/** Write what is shown into the view that is open. */
export async function saveView(
  session: ProjectSession,
  looked: Looked,
  parts: ViewParts,
): Promise<void> {
  const { view } = looked;
  if (!view) return;
  const from = shownNow();
  const keep = { columns: view.columns !== null, zoom: view.zoom !== null };
  const fields = fieldsOf(looked, parts, view.name, keep);
  const done = view.shared
    ? (await updateView(session, sharedId(view.ref), fields)).ok
    : await told(putPrivateView(session.store.projectId, privateKey(view.ref), fields));
  if (done && shownNow() === from) looked.open({ ref: view.ref, kind: parts.kind });
}

/** Save what is shown as a new view, and open that where one is still there; false where it was refused. */
export async function saveViewAs(
  session: ProjectSession,
  looked: Looked,
  parts: ViewParts,
  name: string,
  everybody: boolean,
  keep: Keep,
): Promise<boolean> {
  const from = shownNow();
  const open = (ref: string): void => {
    if (shownNow() === from) looked.open({ ref, kind: parts.kind });
  };
  const fields = fieldsOf(looked, parts, name, keep);
  if (everybody) {
    const { id, done } = shareView(session, fields);
    const outcome = await done;
    const made = outcome.ok ? (outcome.created.saved_views?.[0] ?? id) : undefined;
    if (made === undefined) return false;
    open(sharedRef(made));
    return true;
  }
  const key = newViewKey();
  if (!(await told(putPrivateView(session.store.projectId, key, fields)))) return false;
  open(privateRef(key));
  return true;
}

export async function renameView(
  session: ProjectSession,
  view: SavedView,
  name: string,
): Promise<boolean> {
  if (view.shared) return (await updateView(session, sharedId(view.ref), { name })).ok;
  const fields = { ...rowOf(view), name };
  return told(putPrivateView(session.store.projectId, privateKey(view.ref), fields));
}

/** Delete a view, with the way back. */
export async function removeView(
  session: ProjectSession,
  looked: Looked,
  gone: SavedView,
): Promise<void> {
  looked.open(null);
  const { projectId } = session.store;
  const text = t("views.deleted", { name: gone.name });
  if (gone.shared) {
    const outcome = await deleteView(session, sharedId(gone.ref));
    if (!outcome.ok) return;
    tellChange(outcome.changeset?.id, { tone: "plain", text }, (id) => session.undo(id));
    return;
  }
  const key = privateKey(gone.ref);
  if (!(await told(removePrivateView(projectId, key)))) return;
  const run = () => void told(putPrivateView(projectId, key, rowOf(gone)));
  tellUndoable({ tone: "plain", text }, run);
}

/** Saved views: to open, to save what is shown under a name, to rename, to delete. */

import { Button, Menu } from "@mantine/core";
import { useState } from "react";
import { deleteView, shareView, updateView } from "~/commands/views";
import { useWish } from "~/here/intents";
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
  useSavedViews,
  type ViewColumn,
  type ViewKind,
} from "~/here/savedViews";
import { lookToJson } from "~/model/look";
import { Refusal } from "~/protocol/http";
import { useSession } from "~/store/react";
import type { ProjectSession } from "~/store/types";
import { i18next } from "~/text/i18n";
import { IconBookmark, IconCheck, IconUser, IconUsers } from "~/ui/icons";
import { lateDialog } from "~/ui/Late";
import { toasts } from "~/ui/toasts";

const SaveViewDialog = lateDialog(() => import("./SaveViewDialog"), "SaveViewDialog");

/** What of a view is kept beside its look. */
export interface ViewParts {
  readonly kind: ViewKind;
  /** The columns as they are shown now; whether the saved view says others, and the way back. */
  readonly columns?: {
    now(): readonly ViewColumn[];
    readonly differ: boolean;
    reset(): void;
  };
  zoom?(): number;
}

type Fields = Omit<PrivateView, "key">;

function fieldsOf(looked: Looked, parts: ViewParts, name: string, keep: Keep): Fields {
  return {
    name,
    kind: parts.kind,
    ...lookToJson(looked.look),
    columns: keep.columns ? (parts.columns?.now() ?? null) : null,
    zoom: keep.zoom ? (parts.zoom?.() ?? null) : null,
  };
}

export interface Keep {
  readonly columns: boolean;
  readonly zoom: boolean;
}

const t = (key: string, values?: Record<string, unknown>): string =>
  i18next.t(key, { ns: "filter", ...values });

/** A view of one's own on its way to the server: what comes of it is told. */
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

/** Where one's own views of a project are: a scenario has its project's. */
function homeOf(session: ProjectSession): number {
  return session.store.projectId;
}

/** Write what is shown into the view that is open. */
export async function saveView(
  session: ProjectSession,
  looked: Looked,
  parts: ViewParts,
): Promise<void> {
  const { view } = looked;
  if (!view) return;
  const keep = { columns: view.columns !== null, zoom: view.zoom !== null };
  const fields = fieldsOf(looked, parts, view.name, keep);
  const done = view.shared
    ? (await updateView(session, sharedId(view.ref), fields)).ok
    : await told(putPrivateView(homeOf(session), privateKey(view.ref), fields));
  if (done) looked.open({ ref: view.ref, kind: parts.kind });
}

export function mayWrite(view: SavedView, session: ProjectSession): boolean {
  return !view.shared || session.store.may("plan.edit");
}

export function ViewsMenu({ looked, parts }: { looked: Looked; parts: ViewParts }) {
  const session = useSession();
  const [open, setOpen] = useState(false);
  const [dialog, setDialog] = useState<"save" | "rename" | null>(null);
  const { shared, mine } = useSavedViews(open || looked.view?.shared === false);
  const { view } = looked;
  const mayShare = session.store.may("plan.edit");
  useWish("saveView", () => setDialog("save"));

  async function saveAs(name: string, everybody: boolean, keep: Keep): Promise<boolean> {
    const fields = fieldsOf(looked, parts, name, keep);
    if (everybody) {
      const { id, done } = shareView(session, fields);
      const outcome = await done;
      const made = outcome.ok ? (outcome.created.saved_views?.[0] ?? id) : undefined;
      if (made === undefined) return false;
      looked.open({ ref: sharedRef(made), kind: parts.kind });
      return true;
    }
    const key = newViewKey();
    if (!(await told(putPrivateView(homeOf(session), key, fields)))) return false;
    looked.open({ ref: privateRef(key), kind: parts.kind });
    return true;
  }

  async function rename(name: string): Promise<boolean> {
    if (!view) return false;
    if (view.shared) return (await updateView(session, sharedId(view.ref), { name })).ok;
    const { kind, look, columns, zoom } = view;
    const fields = { name, kind, ...lookToJson(look), columns, zoom };
    return told(putPrivateView(homeOf(session), privateKey(view.ref), fields));
  }

  async function remove(gone: SavedView): Promise<void> {
    const { name, kind, look, columns, zoom } = gone;
    looked.open(null);
    if (gone.shared) {
      const outcome = await deleteView(session, sharedId(gone.ref));
      if (!outcome.ok) return;
      const of = outcome.changeset?.id;
      toasts.show({
        tone: "plain",
        text: t("views.deleted", { name }),
        of,
        actions: [{ label: t("views.undo"), run: () => void session.undo(of) }],
      });
      return;
    }
    const key = privateKey(gone.ref);
    const fields = { name, kind, ...lookToJson(look), columns, zoom };
    if (!(await told(removePrivateView(homeOf(session), key)))) return;
    toasts.show({
      tone: "plain",
      text: t("views.deleted", { name }),
      actions: [
        {
          label: t("views.undo"),
          run: () => void told(putPrivateView(homeOf(session), key, fields)),
        },
      ],
    });
  }

  return (
    <>
      <Menu opened={open} onChange={setOpen} position="bottom-start" width={280}>
        <Menu.Target>
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            className="hwf-tool"
            data-on={view !== null || undefined}
            leftSection={<IconBookmark size={15} stroke={1.6} />}
          >
            {view?.name ?? t("views.button")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown className="hwf-views">
          <Section
            label={t("views.mine")}
            empty={t("views.noneMine")}
            views={mine}
            looked={looked}
          />
          <Section
            label={t("views.shared")}
            empty={t("views.noneShared")}
            views={shared}
            looked={looked}
          />
          <Menu.Divider />
          <Menu.Item onClick={() => setDialog("save")}>{t("views.saveAs")}</Menu.Item>
          {view && (
            <>
              {mayWrite(view, session) && (
                <>
                  <Menu.Item onClick={() => setDialog("rename")}>{t("views.rename")}</Menu.Item>
                  <Menu.Item onClick={() => void remove(view)}>{t("views.delete")}</Menu.Item>
                </>
              )}
              <Menu.Item onClick={() => looked.open(null)}>{t("views.leave")}</Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {dialog && (
        <SaveViewDialog
          name={dialog === "rename" ? (view?.name ?? "") : ""}
          renames={dialog === "rename"}
          mayShare={mayShare}
          columns={parts.columns !== undefined}
          zoom={parts.zoom !== undefined}
          onSave={dialog === "rename" ? rename : saveAs}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  );
}

function Section(props: {
  label: string;
  empty: string;
  views: readonly SavedView[];
  looked: Looked;
}) {
  const { label, empty, views, looked } = props;
  return (
    <>
      <Menu.Label>{label}</Menu.Label>
      {views.map((view) => (
        <Menu.Item
          key={view.ref}
          leftSection={
            view.shared ? <IconUsers size={14} stroke={1.6} /> : <IconUser size={14} stroke={1.6} />
          }
          rightSection={
            looked.view?.ref === view.ref ? (
              <IconCheck size={14} stroke={1.8} aria-label={t("views.open")} />
            ) : (
              <span className="hw-dim">{t(`views.kinds.${view.kind}`)}</span>
            )
          }
          onClick={() => looked.open(view)}
        >
          <span dir="auto">{view.name}</span>
        </Menu.Item>
      ))}
      {views.length === 0 && <div className="hwf-section">{empty}</div>}
    </>
  );
}

/** The keys and wishes that an open project fulfils. */

import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { addTask, setBaseline } from "~/commands";
import { inherited } from "~/commands/inherit";
import { useWish, wish } from "~/here/intents";
import { hasFilterBar, useLook } from "~/here/look";
import { usePanel, useReveal } from "~/here/panel";
import { lastTask, showPaths } from "~/here/paths";
import { useShortcuts } from "~/here/shortcuts";
import { useTellChange } from "~/here/undo";
import { lookSearch, NO_LOOK } from "~/model/look";
import { useSession } from "~/store/react";
import { number } from "~/ui/dates";
import { toasts } from "~/ui/toasts";

const route = getRouteApi("/frame/p/$projectId");
const VIEWS = ["overview", "gantt", "board", "sheet"] as const;

export function useUndo(): { undo: () => void; redo: () => void } {
  const session = useSession();
  const { t } = useTranslation("shell");
  return {
    undo: () => {
      void session.undo().then((outcome) => {
        if (outcome === null)
          toasts.show({ tone: "quiet", key: "undo", text: t("project.nothingUndo") });
      });
    },
    redo: () => {
      void session.redo().then((outcome) => {
        if (outcome === null)
          toasts.show({ tone: "quiet", key: "undo", text: t("project.nothingRedo") });
      });
    },
  };
}

export function useProjectKeys(): void {
  const session = useSession();
  const { t } = useTranslation(["shell", "task"]);
  const navigate = useNavigate();
  const { projectId } = route.useParams();
  const { undo, redo } = useUndo();
  const tell = useTellChange();
  const panel = usePanel();
  const reveal = useReveal();
  const { look } = useLook();

  useShortcuts({
    undo,
    redo,
    find: () => wish("findText", undefined),
    addFilter: () => wish("addFilter", undefined),
    view: (place) => {
      const view = VIEWS[place];
      if (view)
        void navigate({ to: `/p/$projectId/${view}`, params: { projectId }, search: lookSearch });
    },
  });
  useWish("undo", undo);
  useWish("redo", redo);
  useWish("task", (id) => {
    reveal(id);
    panel.open(id);
  });
  useWish("baseline", () => {
    if (session.store.baseline) {
      // What is saved already is written over only where somebody says so.
      wish("saveBaseline", null);
      return;
    }
    void setBaseline(session).then((outcome) => {
      if (outcome.ok)
        tell(outcome.changeset?.id, { tone: "good", text: t("shell:toast.baseline") });
    });
  });
  useWish("path", (asked) => {
    const id = asked ?? panel.task ?? lastTask(session.store);
    if (id === null) return;
    const { minutes_per_day } = session.store.project;
    void showPaths(session.store, id, {
      title: (name) => t("shell:project.path.title", { name }),
      driving: t("shell:project.path.driving"),
      near: (float) => t("shell:project.path.near", { days: number(float / minutes_per_day) }),
    })
      .then(() => reveal(id))
      .catch((error: Error) => toasts.show({ tone: "bad", text: error.message }));
  });
  useWish("addTask", (name) => {
    // Only where its filter is to be seen does a new task follow it.
    const { where, steps } = inherited(session, hasFilterBar() ? look : NO_LOOK);
    const named = { name: name || t("task:newName") };
    void addTask(session, where ?? "last", named, undefined, steps).then((outcome) => {
      const [id] = outcome.ok ? (outcome.created.tasks ?? []) : [];
      if (id === undefined) return;
      reveal(id);
      panel.open(id);
    });
  });
}

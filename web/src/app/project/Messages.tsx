/** Tells what changes brought: refusals in words, pins, deletions with Undo, what others did. */

import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { unpin } from "~/commands";
import { queryClient } from "~/here/queries";
import { describe } from "~/pages/history/describe";
import { useUndoChange } from "~/pages/history/undo";
import type { Changeset, Note } from "~/protocol/envelope";
import { useSession } from "~/store/react";
import { toasts } from "~/ui/toasts";

export function Messages() {
  const session = useSession();
  const { t } = useTranslation(["shell", "history"]);
  const undoChange = useUndoChange();

  useEffect(() => {
    const { store } = session;
    const nameOf = (id: number) => store.task(id)?.name;

    const tellNote = (note: Note, changeset: Changeset) => {
      const undo = { label: t("toast.undo"), run: () => void undoChange(changeset.id) };
      const task = note.table === "tasks" ? (nameOf(note.id) ?? t("toast.task")) : "";
      if (note.code === "constraint_set") {
        toasts.show({
          key: `pin-${note.id}`,
          text: t("toast.on", { task, text: t("toast.pinned", { text: lower(note.text) }) }),
          actions: [{ label: t("toast.unpin"), run: () => void unpin(session, note.id) }, undo],
        });
      } else {
        toasts.show({
          tone: "quiet",
          key: `note-${note.code}-${note.id}`,
          text: task ? t("toast.on", { task, text: note.text }) : note.text,
          actions: [undo],
        });
      }
    };

    const tellOwn = (changeset: Changeset) => {
      if (changeset.undoes !== null) return;
      for (const note of changeset.notes) tellNote(note, changeset);
      if (changeset.inputs.tasks?.removed.length) {
        toasts.show({
          text: capital(describe(changeset, nameOf, t)),
          key: "removed",
          actions: [{ label: t("toast.undo"), run: () => void undoChange(changeset.id) }],
        });
      }
    };

    const offChangeset = session.onChangeset((changeset, own) => {
      void queryClient.invalidateQueries({ queryKey: ["projects"] });
      void queryClient.invalidateQueries({ queryKey: ["history", store.projectId] });
      if (changeset.stream !== store.projectId) return;
      if (own) tellOwn(changeset);
      else {
        toasts.show({
          tone: "quiet",
          key: `by-${changeset.actor.id}`,
          text: t("toast.by", {
            name: changeset.actor.name || t("history:system"),
            what: describe(changeset, nameOf, t),
          }),
        });
      }
    });
    const offProblem = session.onProblem((problem) => {
      toasts.show({ tone: "bad", key: "problem", text: problem.detail || problem.title });
    });
    return () => {
      offChangeset();
      offProblem();
    };
  }, [session, t, undoChange]);

  return null;
}

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Tells what changes brought: refusals in words, pins, deletions with Undo, what others did. */

import type { TFunction } from "i18next";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { chooseAssigning, setProgress, unpin } from "~/commands";
import { ASSIGNING, type Edit, editOf, lastAssigning } from "~/here/assigning";
import { queryClient } from "~/here/queries";
import { useTellChange } from "~/here/undo";
import { formatDuration } from "~/model/durations";
import { describe, rowNames, whoSaid } from "~/pages/history/describe";
import type { Changeset, Note } from "~/protocol/envelope";
import { isAskedHere } from "~/protocol/ownCommands";
import { useSession } from "~/store/react";
import type { ProjectStore } from "~/store/types";
import { planDate } from "~/ui/dates";
import { toasts } from "~/ui/toasts";
import { movedWords } from "./moved";

/** Milliseconds after the last of a burst of changes in which lists are read again. */
const SETTLE = 1_000;

export function Messages() {
  const session = useSession();
  const { t } = useTranslation(["shell", "history", "task", "gantt"]);
  const tell = useTellChange();

  useEffect(() => {
    const { store } = session;
    const nameOf = (id: number) => store.task(id)?.name;

    /**
     * Who joined or left: what that meant, with the other meanings to choose from, and what else the
     * same change did to the task.
     */
    const tellAssigning = (edit: Edit, changeset: Changeset, notes: readonly Note[]) => {
      const kind = edit.leaves ? "left" : "joined";
      const meant = t(`task:assigning.${kind}.${edit.choice}`);
      tell(changeset.id, {
        key: "assigning",
        text: t("toast.on", {
          task: nameOf(edit.taskId) ?? t("toast.task"),
          text: joined([...textsOf(notes), lower(meant)]),
        }),
        detail: t("task:assigning.default"),
        milliseconds: 12_000,
        actions: [
          ...ASSIGNING.filter((choice) => choice !== edit.choice).map((choice) => ({
            label: t(`task:assigning.${kind}.${choice}`),
            run: () => {
              void chooseAssigning(session, edit, choice).then((outcome) => {
                if (outcome.ok) tellChosen({ ...edit, choice }, outcome.changeset);
              });
            },
          })),
          ...besides(edit.taskId, notes),
        ],
      });
    };

    /** What is offered where a change pinned a task, or left its progress as it was. */
    const besides = (task: number, notes: readonly Note[]) => {
      const has = (code: string) => notes.some((note) => note.code === code);
      if (has("constraint_set")) {
        return [{ label: t("toast.unpin"), run: () => void unpin(session, task) }];
      }
      if (!has("progress_kept")) return [];
      const complete = () => void setProgress(session, task, 100);
      return [{ label: t("toast.complete"), run: complete }];
    };

    const tellChosen = (edit: Edit, changeset: Changeset | null) => {
      lastAssigning.set(edit);
      tell(changeset?.id, {
        key: "assigning",
        tone: "quiet",
        text: t("task:assigning.remembered", {
          choice: lower(t(`task:assigning.joined.${edit.choice}`)),
        }),
      });
    };

    /** What was there before the change that is told: what moved is found by it. */
    let before = store.schedules();

    const textsOf = (notes: readonly Note[]) => {
      const texts = notes.map((note) => noteWords(note, t, store));
      const board = notes.find((note) => note.code === "board_progress");
      if (!board) return texts;
      return [...texts, ...movedWords(store, before, board.table === "tasks" ? board.id : null, t)];
    };

    const tellNotes = (changeset: Changeset) => {
      const byTask = new Map<string, Note[]>();
      for (const note of changeset.notes) {
        if (note.code === "assigning") continue;
        const key = `${note.table}-${note.id}`;
        byTask.set(key, [...(byTask.get(key) ?? []), note]);
      }
      const edits = changeset.notes.flatMap((note) => editOf(note) ?? []);
      const [only] = edits;
      if (only && edits.length === 1) {
        lastAssigning.set(only);
        const key = `tasks-${only.taskId}`;
        if (!lastAssigning.isShown(only.taskId)) {
          tellAssigning(only, changeset, byTask.get(key) ?? []);
          byTask.delete(key);
        }
      }
      for (const [key, notes] of byTask) {
        const [first] = notes;
        if (!first) continue;
        const offers = besides(first.id, notes);
        const text = joined(textsOf(notes));
        const task = first.table === "tasks" ? (nameOf(first.id) ?? t("toast.task")) : "";
        tell(changeset.id, {
          tone: offers.length > 0 ? "plain" : "quiet",
          key: `note-${key}`,
          text: task ? t("toast.on", { task, text }) : text,
          actions: offers,
        });
      }
    };

    /** Many tasks may have moved: that is told once. */
    const tellMoved = (changeset: Changeset) => {
      const moved = changeset.notes.filter((note) => note.code !== "left_behind").length;
      tell(changeset.id, { key: "moved", text: t("toast.moved", { count: moved }) });
    };

    const tellOwn = (changeset: Changeset) => {
      if (changeset.type !== "task.assigning") lastAssigning.set(null);
      if (changeset.undoes !== null) return;
      if (changeset.type === "progress.move_unfinished") {
        tellMoved(changeset);
        return;
      }
      tellNotes(changeset);
      if (changeset.inputs.tasks?.removed.length) {
        tell(changeset.id, {
          text: capital(describe(changeset, nameOf, t, rowNames(store))),
          key: "removed",
        });
      }
    };

    // The list of projects can wait for the change to be on everybody's screen.
    let later: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      later = undefined;
      void queryClient.invalidateQueries({ queryKey: ["projects"] });
    };

    const offChangeset = session.onChangeset((changeset, own) => {
      void queryClient.invalidateQueries({ queryKey: ["history", store.projectId] });
      clearTimeout(later);
      later = setTimeout(refresh, SETTLE);
      if (changeset.undoes !== null) toasts.undone(changeset.undoes);
      if (changeset.stream !== store.projectId) return;
      if (own) tellOwn(changeset);
      before = store.schedules();
      if (own) return;
      // What this window asked for by a plain request is told where it was asked for.
      if (!isAskedHere(changeset.command_id)) {
        toasts.show({
          tone: "quiet",
          key: `by-${changeset.actor.id}`,
          text: t("toast.by", {
            name: whoSaid(
              changeset,
              changeset.actor.id === store.viewer.user_id
                ? t("toast.you")
                : changeset.actor.name || t("history:system"),
              store,
              t,
            ),
            what: describe(changeset, nameOf, t, rowNames(store)),
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
      if (later === undefined) return;
      clearTimeout(later);
      refresh();
    };
  }, [session, t, tell]);

  return null;
}

/** A note in the reader's own way to write dates, where it is about a date. */
function noteWords(note: Note, t: TFunction, store: ProjectStore): string {
  const task = store.task(note.id);
  if (note.code === "estimates_scaled" && task) {
    const text = (minutes: number) => formatDuration(minutes, task.duration_unit, store.project);
    const { optimistic: low, pessimistic: high } = task;
    const ends = [low, high].flatMap((minutes) => (minutes === null ? [] : [text(minutes)]));
    return t("toast.estimates", { ends: ends.join(" – ") });
  }
  if (note.code === "held" && note.at !== undefined) {
    return t("toast.held", { date: planDate(note.at) });
  }
  return note.code === "constraint_set" ? t("toast.pinned", { text: lower(note.text) }) : note.text;
}

/** Several things in one line: "Started 2 Mar, from the board; finish sooner". */
const joined = (texts: readonly string[]) =>
  texts.map((one, place) => (place ? lower(one) : one)).join("; ");

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

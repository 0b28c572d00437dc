/** Ask how far tasks are: of whom, about what, once or every week. */

import { Button, Modal, NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { askForUpdate } from "~/commands/attention";
import { useSession } from "~/store/react";
import { toasts } from "~/ui/toasts";
import { weekdayName } from "./days";
import classes from "./FollowUp.module.css";

export function AskDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("attention");
  const session = useSession();
  const { store } = session;
  const [whom, setWhom] = useState("");
  const [about, setAbout] = useState("");
  const [often, setOften] = useState("");
  const [note, setNote] = useState("");
  const shares = [...store.rows("assignments").values()].filter((row) => {
    const task = store.task(row.task_id);
    return task?.active && task.percent_complete < 100 && !store.outlineLine(task.id)?.hasChildren;
  });
  const working = new Set(shares.map((row) => row.resource_id));
  const people = [...store.rows("resources").values()]
    .filter((row) => row.kind === "work" && working.has(row.id))
    .sort((a, b) => a.name.localeCompare(b.name));
  const ask = async (event: FormEvent) => {
    event.preventDefault();
    const everybody = about ? {} : { resource_ids: people.map((row) => row.id) };
    const outcome = await askForUpdate(session, {
      ...(whom ? { resource_ids: [Number(whom)] } : everybody),
      ...(about ? { task_id: Number(about) } : {}),
      ...(often ? { weekday: Number(often) } : {}),
      note,
    });
    if (!outcome.ok) return;
    toasts.show({ text: t("ask.done") });
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={t("ask.title")}>
      <form className={classes.form} onSubmit={(event) => void ask(event)}>
        <NativeSelect
          label={t("ask.whom")}
          value={whom}
          data={[
            { value: "", label: t("ask.everybody") },
            ...people.map((row) => ({ value: String(row.id), label: row.name })),
          ]}
          onChange={(event) => setWhom(event.currentTarget.value)}
        />
        <NativeSelect
          label={t("ask.about")}
          value={about}
          data={[
            { value: "", label: t("ask.all") },
            ...store.outline().map((line) => ({
              value: String(line.id),
              label: `${line.wbs} ${store.task(line.id)?.name ?? ""}`,
            })),
          ]}
          onChange={(event) => setAbout(event.currentTarget.value)}
        />
        <NativeSelect
          label={t("ask.often")}
          value={often}
          data={[
            { value: "", label: t("ask.once") },
            ...[0, 1, 2, 3, 4, 5, 6].map((day) => ({
              value: String(day),
              label: t("ask.weekly", { day: weekdayName(day) }),
            })),
          ]}
          onChange={(event) => setOften(event.currentTarget.value)}
        />
        <TextInput
          label={t("ask.note")}
          value={note}
          maxLength={1000}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <div className={classes.foot}>
          <Button variant="subtle" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" variant="filled">
            {t("ask.send")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

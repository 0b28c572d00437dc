/** Plans a release, or changes one. */

import { Button, Modal, Stack, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { addRelease, updateRelease } from "~/commands/sprints";
import { DAY } from "~/model/moments";
import type { Release } from "~/model/sprints";
import { useSession } from "~/store/react";
import { DateField } from "~/ui/DateField";
import classes from "./ReleasesPage.module.css";

export function ReleaseDialog(props: { release: Release | undefined; onClose: () => void }) {
  const { release, onClose } = props;
  const { t } = useTranslation(["scrum", "shell"]);
  const session = useSession();
  const { zone } = session.store.project;
  const [name, setName] = useState(release?.name ?? "");
  const [description, setDescription] = useState(release?.description ?? "");
  const [date, setDate] = useState(release?.date ?? null);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim()) return;
    const fields = { name: name.trim(), description, date };
    const outcome = await (release
      ? updateRelease(session, release.id, fields)
      : addRelease(session, fields));
    if (outcome.ok) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={release ? t("editTitle", { name: release.name }) : t("releases.new")}
      closeButtonProps={{ "aria-label": t("shell:close") }}
    >
      <form onSubmit={(event) => void save(event)} noValidate>
        <Stack gap="md">
          <TextInput
            label={t("name")}
            value={name}
            maxLength={100}
            required
            data-autofocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <DateField
            label={t("releases.date")}
            value={date}
            as="finish"
            rules={{ day_start: 0, day_finish: DAY, ...(zone ? { zone } : {}) }}
            onChange={setDate}
          />
          <Textarea
            label={t("releases.description")}
            value={description}
            maxLength={10_000}
            autosize
            minRows={2}
            maxRows={8}
            dir="auto"
            onChange={(event) => setDescription(event.currentTarget.value)}
          />
          <div className={classes.actions}>
            <Button onClick={onClose}>{t("cancel")}</Button>
            <Button type="submit" variant="filled" disabled={!name.trim()}>
              {t("save")}
            </Button>
          </div>
        </Stack>
      </form>
    </Modal>
  );
}

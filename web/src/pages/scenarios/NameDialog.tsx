/** Begins a scenario, or gives one another name. */

import { Button, Modal, Stack, Textarea, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { beginScenario, renameScenario } from "~/commands/scenarios";
import type { ScenarioItem } from "~/here/scenarios";
import { useSession } from "~/store/react";
import { useStillShown } from "~/ui/still";
import classes from "./ScenariosPage.module.css";

export function NameDialog({ of, onClose }: { of?: ScenarioItem; onClose: () => void }) {
  const { t } = useTranslation(["scenarios", "shell"]);
  const session = useSession();
  const navigate = useNavigate();
  const [name, setName] = useState(of?.name ?? "");
  const [notes, setNotes] = useState(of?.notes ?? "");
  const [busy, setBusy] = useState(false);
  const still = useStillShown();

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!name.trim()) return;
    setBusy(true);
    const outcome = of
      ? await renameScenario(session, of.id, { name: name.trim(), notes })
      : await beginScenario(session, name.trim(), notes);
    setBusy(false);
    if (!outcome.ok || !still()) return;
    onClose();
    const [key] = outcome.created.scenarios ?? [];
    if (of || key === undefined) return;
    await navigate({ to: "/p/$projectId/gantt", params: { projectId: String(key) } });
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={t(of ? "list.rename" : "begin.title")}
      closeButtonProps={{ "aria-label": t("shell:close") }}
    >
      <form onSubmit={(event) => void save(event)}>
        <Stack gap="md">
          <TextInput
            label={t("begin.name")}
            placeholder={t("begin.namePlaceholder")}
            value={name}
            maxLength={200}
            required
            data-autofocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Textarea
            label={t("begin.notes")}
            placeholder={t("begin.notesPlaceholder")}
            value={notes}
            autosize
            minRows={2}
            maxRows={8}
            onChange={(event) => setNotes(event.currentTarget.value)}
          />
          <div className={classes.actions}>
            <Button onClick={onClose}>{t("begin.cancel")}</Button>
            <Button type="submit" variant="filled" loading={busy} disabled={!name.trim()}>
              {t(of ? "list.rename" : "begin.make")}
            </Button>
          </div>
        </Stack>
      </form>
    </Modal>
  );
}

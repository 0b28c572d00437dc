/** Somebody joined or left: finish sooner, more work or lighter load; remembered by the project. */

import { ActionIcon, SegmentedControl } from "@mantine/core";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { chooseAssigning } from "~/commands";
import { ASSIGNING, type Assigning, lastAssigning, useLastAssigning } from "~/here/assigning";
import { useSession, useStore } from "~/store/react";
import { IconX } from "~/ui/icons";
import classes from "./TaskPanel.module.css";

export function AssigningChoice({ id }: { id: number }) {
  const { t } = useTranslation("task");
  const session = useSession();
  const edit = useLastAssigning();
  const usual = useStore((store) => store.project.on_assigning);
  useEffect(() => lastAssigning.watch(id), [id]);
  if (edit?.taskId !== id) return null;
  const kind = edit.leaves ? "left" : "joined";
  const choose = async (choice: Assigning) => {
    if (choice === edit.choice) return;
    lastAssigning.set({ ...edit, choice });
    const outcome = await chooseAssigning(session, edit, choice);
    if (!outcome.ok) lastAssigning.set(edit);
  };
  return (
    <fieldset className={classes.choice} aria-label={t("assigning.title")}>
      <div className={classes.choiceHead}>
        <span>{t("assigning.title")}</span>
        <ActionIcon
          size={20}
          aria-label={t("assigning.close")}
          onClick={() => lastAssigning.set(null)}
        >
          <IconX size={13} />
        </ActionIcon>
      </div>
      <SegmentedControl
        fullWidth
        aria-label={t("assigning.title")}
        value={edit.choice}
        onChange={(value) => void choose(value as Assigning)}
        data={ASSIGNING.map((value) => ({ value, label: t(`assigning.${kind}.${value}`) }))}
      />
      <p className={classes.note} aria-live="polite">
        {t(`assigning.text.${kind}.${edit.choice}`)} {usual === edit.choice && t("assigning.usual")}
      </p>
    </fieldset>
  );
}

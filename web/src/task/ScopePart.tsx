/** What a task is worth beside its dates: story points, and whether it hands something over. */

import { Checkbox } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { setField } from "~/commands";
import { useSession, useStore } from "~/store/react";
import { seenAt } from "~/store/seen";
import { SavedInput } from "~/ui/SavedInput";
import { Part } from "./Part";
import classes from "./TaskPanel.module.css";

const HUNDRED = 100;
const MOST = 1_000_000;

export function ScopePart({ id, edits }: { id: number; edits: boolean }) {
  const { t } = useTranslation("task");
  const session = useSession();
  const task = useStore((store) => store.task(id));
  if (!task) return null;
  return (
    <Part title={t("scope.title")}>
      <div className={classes.grid}>
        <SavedInput
          label={t("scope.points")}
          value={task.story_points === null ? "" : String(task.story_points / HUNDRED)}
          inputMode="decimal"
          placeholder={t("scope.none")}
          disabled={!edits}
          check={(text) => {
            const points = Number(text.replace(",", "."));
            return points >= 0 && points <= MOST ? "" : t("scope.pointsWrong");
          }}
          onSave={(text, seen) => {
            const points = Math.round(Number(text.replace(",", ".")) * HUNDRED);
            void setField(seenAt(session, seen), id, "story_points", text === "" ? null : points);
          }}
        />
        <Checkbox
          label={t("scope.deliverable")}
          description={t("scope.deliverableText")}
          checked={task.deliverable}
          disabled={!edits}
          onChange={(event) =>
            void setField(session, id, "deliverable", event.currentTarget.checked)
          }
        />
      </div>
    </Part>
  );
}

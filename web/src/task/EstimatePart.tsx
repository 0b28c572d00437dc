/** How sure a task's duration is: three points or a class, and what it runs together with. */

import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { setDuration, setEstimate, setField } from "~/commands";
import { CONFIDENCES } from "~/model/confidence";
import { formatDuration, parseDuration } from "~/model/durations";
import type { TaskRow } from "~/protocol/tables.generated";
import { useRevision, useSession } from "~/store/react";
import { seenAt } from "~/store/seen";
import { SavedInput } from "~/ui/SavedInput";
import { Part } from "./Part";
import classes from "./TaskPanel.module.css";

export function EstimatePart({ id, edits }: { id: number; edits: boolean }) {
  const { t } = useTranslation("task");
  const session = useSession();
  const { store } = session;
  useRevision();
  const task = store.task(id);
  if (!task || !store.may("analysis.read")) return null;
  if (store.outlineLine(id)?.hasChildren || (task.milestone && task.duration === 0)) return null;
  const points = task.optimistic !== null || task.pessimistic !== null;
  const groups = [...store.rows("risk_groups").values()].sort((a, b) =>
    a.name.localeCompare(b.name),
  );
  if (!edits && !points && !task.confidence && task.risk_group_id === null) return null;
  const text = (minutes: number | null) =>
    minutes === null ? "" : formatDuration(minutes, task.duration_unit, store.project);
  const check = (typed: string) =>
    typed === "" || parseDuration(typed, store.project) ? "" : t("dates.durationWrong");
  return (
    <Part title={t("estimate.title")}>
      <div className={classes.three}>
        <SavedInput
          label={t("estimate.optimistic")}
          value={text(task.optimistic)}
          disabled={!edits}
          check={check}
          onSave={(typed, seen) => void setEstimate(seenAt(session, seen), id, "optimistic", typed)}
        />
        <SavedInput
          label={t("estimate.likely")}
          value={formatDuration(task.duration, task.duration_unit, store.project, task.estimated)}
          disabled={!edits}
          check={(typed) => (typed === "" ? t("dates.durationWrong") : check(typed))}
          onSave={(typed, seen) => void setDuration(seenAt(session, seen), id, typed)}
        />
        <SavedInput
          label={t("estimate.pessimistic")}
          value={text(task.pessimistic)}
          disabled={!edits}
          check={check}
          onSave={(typed, seen) =>
            void setEstimate(seenAt(session, seen), id, "pessimistic", typed)
          }
        />
      </div>
      <div className={classes.grid}>
        <NativeSelect
          label={t("estimate.confidence")}
          description={points ? t("estimate.points") : undefined}
          inputWrapperOrder={["label", "input", "description"]}
          value={task.confidence}
          disabled={!edits || points}
          onChange={(event) =>
            void setField(
              session,
              id,
              "confidence",
              event.currentTarget.value as TaskRow["confidence"],
            )
          }
          data={CONFIDENCES.map((value) => ({
            value,
            label: t(`estimate.classes.${value || "none"}`),
          }))}
        />
        {(groups.length > 0 || task.risk_group_id !== null) && (
          <NativeSelect
            label={t("estimate.group")}
            value={String(task.risk_group_id ?? "")}
            disabled={!edits}
            onChange={(event) =>
              void setField(session, id, "risk_group_id", Number(event.currentTarget.value) || null)
            }
            data={[
              { value: "", label: t("estimate.noGroup") },
              ...groups.map((group) => ({ value: String(group.id), label: group.name })),
            ]}
          />
        )}
      </div>
    </Part>
  );
}

/** How far a task is: four figures that the server keeps consistent. */

import { useTranslation } from "react-i18next";
import { setActuals, setProgress } from "~/commands";
import { formatDuration, parseDuration } from "~/model/durations";
import { useSession, useStore } from "~/store/react";
import { DateField } from "~/ui/DateField";
import { SavedInput } from "~/ui/SavedInput";
import { Part } from "./Part";
import classes from "./TaskPanel.module.css";

export function ProgressPart({ id }: { id: number }) {
  const { t } = useTranslation("task");
  const session = useSession();
  const task = useStore((store) => store.task(id));
  const percent = useStore((store) => store.schedule(id)?.percent_complete);
  const project = useStore((store) => store.project);
  const summary = useStore((store) => store.outlineLine(id)?.hasChildren ?? false);
  const may = useStore((store) => store.may("plan.progress"));
  if (!task) return null;
  const shown = summary ? (percent ?? 0) : task.percent_complete;
  const left = task.remaining_duration ?? Math.round((task.duration * (100 - shown)) / 100);
  return (
    <Part title={t("progress.title")}>
      <div className={classes.meter} aria-hidden>
        <span style={{ width: `${shown}%` }} />
      </div>
      <div className={classes.grid}>
        <SavedInput
          label={t("progress.percent")}
          value={String(shown)}
          inputMode="decimal"
          disabled={!may || summary}
          check={(text) => {
            const value = Number(text.replace("%", ""));
            return text && value >= 0 && value <= 100 ? "" : t("progress.percentWrong");
          }}
          onSave={(text) => void setProgress(session, id, text)}
        />
        {!summary && (
          <>
            <SavedInput
              label={t("progress.remaining")}
              value={formatDuration(left, task.duration_unit, project)}
              disabled={!may}
              check={(text) => {
                const found = parseDuration(text, project);
                return found && found.minutes >= 0 ? "" : t("dates.durationWrong");
              }}
              onSave={(text) => {
                const found = parseDuration(text, project);
                if (found) void setActuals(session, id, { remaining_duration: found.minutes });
              }}
            />
            <DateField
              label={t("progress.started")}
              as="start"
              rules={project}
              value={task.actual_start}
              disabled={!may}
              placeholder={t("progress.notYet")}
              onChange={(actual_start) => void setActuals(session, id, { actual_start })}
            />
            <DateField
              label={t("progress.finished")}
              as="finish"
              rules={project}
              value={task.actual_finish}
              disabled={!may}
              placeholder={t("progress.notYet")}
              onChange={(actual_finish) => void setActuals(session, id, { actual_finish })}
            />
          </>
        )}
      </div>
    </Part>
  );
}

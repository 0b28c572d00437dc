/** The sprint and the release of a task, and where the plan has it outside of its sprint. */

import { Button, NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { rescheduleStep, run } from "~/commands";
import { assignRelease, moveToSprint } from "~/commands/sprints";
import { DAY } from "~/model/moments";
import { outsideOf } from "~/model/scrum";
import { openSprints, releaseOf, type Sprint, sprintOf } from "~/model/sprints";
import { useRevision, useSession } from "~/store/react";
import { planDate, planRange } from "~/ui/dates";
import { Part } from "./Part";
import classes from "./TaskPanel.module.css";

export function ScrumPart({ id, edits }: { id: number; edits: boolean }) {
  const { t } = useTranslation("scrum");
  const session = useSession();
  const { store } = session;
  useRevision();
  const task = store.task(id);
  if (!task || store.outlineLine(id)?.hasChildren) return null;
  const sprint = sprintOf(store, id);
  const release = releaseOf(store, id);
  const releases = [...store.rows("releases").values()];
  const open = openSprints(store);
  const over = sprint?.state === "complete" ? [sprint] : [];
  return (
    <Part title={t("task.part")}>
      <div className={classes.grid}>
        <NativeSelect
          label={t("task.sprint")}
          value={String(sprint?.id ?? "")}
          disabled={!edits}
          data={[
            { value: "", label: t("task.noSprint") },
            ...[...over, ...open].map((one) => ({ value: String(one.id), label: one.name })),
          ]}
          onChange={(event) => {
            const { value } = event.currentTarget;
            void moveToSprint(session, id, value === "" ? null : Number(value));
          }}
        />
        {releases.length > 0 && (
          <NativeSelect
            label={t("task.release")}
            value={String(release?.id ?? "")}
            disabled={!edits}
            data={[
              { value: "", label: t("task.noRelease") },
              ...releases.map((one) => ({ value: String(one.id), label: one.name })),
            ]}
            onChange={(event) => {
              const { value } = event.currentTarget;
              void assignRelease(session, id, value === "" ? null : Number(value));
            }}
          />
        )}
      </div>
      {sprint && <OutsideLine id={id} sprint={sprint} edits={edits} />}
    </Part>
  );
}

/** Says where the plan has the task, if that is not in its sprint, and offers the one thing that helps. */
function OutsideLine({ id, sprint, edits }: { id: number; sprint: Sprint; edits: boolean }) {
  const { t } = useTranslation("scrum");
  const session = useSession();
  const { store } = session;
  const task = store.task(id);
  const dates = store.schedule(id);
  const where = task ? outsideOf(store, sprint, task) : null;
  if (!where || !dates || sprint.start === null || sprint.finish === null) return null;
  const { start } = sprint;
  const later = openSprints(store).find(
    (one) => one.finish !== null && one.id !== sprint.id && one.finish >= dates.finish,
  );
  return (
    <div className={classes.sprintNote}>
      <p>
        {t(`task.${where}`, {
          name: sprint.name,
          days: planRange(sprint.start, sprint.finish - DAY),
          dates: planRange(dates.start, dates.finish),
        })}
      </p>
      {edits && where === "before" && (
        <Button
          size="compact-sm"
          onClick={() =>
            void run(session, rescheduleStep(id, { start: start + store.project.day_start }))
          }
        >
          {t("task.pin", { date: planDate(start) })}
        </Button>
      )}
      {edits && where === "after" && later && (
        <Button size="compact-sm" onClick={() => void moveToSprint(session, id, later.id)}>
          {t("task.toLater", { name: later.name })}
        </Button>
      )}
    </div>
  );
}

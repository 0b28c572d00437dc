/** Items that the plan has outside of their sprint's days, and the one thing that can be done about it. */

import { Button, Popover, UnstyledButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { rescheduleStep, run } from "~/commands";
import { outsideOf } from "~/model/scrum";
import type { Sprint } from "~/model/sprints";
import { useSession } from "~/store/react";
import type { ProjectStore } from "~/store/types";
import { planDate, planRange } from "~/ui/dates";
import { IconAlertTriangle } from "~/ui/icons";
import classes from "../Backlog.module.css";
import inside from "./Dialogs.module.css";

export interface Outside {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

export function outsideIn(store: ProjectStore, sprint: Sprint, ids: readonly number[]): Outside {
  const found = { before: [] as number[], after: [] as number[] };
  for (const id of ids) {
    const task = store.task(id);
    const where = task ? outsideOf(store, sprint, task) : null;
    if (where) found[where].push(id);
  }
  return found;
}

/** What makes items start with their sprint: not before its first day. */
export function pinSteps(store: ProjectStore, sprint: Sprint, ids: readonly number[]) {
  const start = (sprint.start ?? 0) + store.project.day_start;
  return ids.map((id) => rescheduleStep(id, { start }));
}

export function OutsideTip(props: { sprint: Sprint; ids: readonly number[]; edits: boolean }) {
  const { sprint, ids, edits } = props;
  const { t } = useTranslation("scrum");
  const session = useSession();
  const { store } = session;
  const { before, after } = outsideIn(store, sprint, ids);
  const count = before.length + after.length;
  if (count === 0 || sprint.start === null) return null;
  return (
    <Popover width={380} position="bottom-end" withinPortal trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className={classes.outside}>
          <IconAlertTriangle size={13} stroke={1.8} aria-hidden />
          {t("outsideCount", { count })}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={inside.tip}>
          {before.length > 0 && (
            <>
              <p>{t("beforeText", { count: before.length })}</p>
              <List ids={before} />
              {edits && (
                <Button
                  size="compact-sm"
                  onClick={() => void run(session, pinSteps(store, sprint, before))}
                >
                  {t("pin", { count: before.length, date: planDate(sprint.start) })}
                </Button>
              )}
            </>
          )}
          {after.length > 0 && (
            <>
              <p>{t("afterText", { count: after.length })}</p>
              <List ids={after} />
            </>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function List({ ids }: { ids: readonly number[] }) {
  const { store } = useSession();
  return (
    <ul>
      {ids.slice(0, 8).map((id) => {
        const dates = store.schedule(id);
        return (
          <li key={id}>
            <bdi>{store.task(id)?.name}</bdi>
            {dates && <span className="hw-dim"> {planRange(dates.start, dates.finish)}</span>}
          </li>
        );
      })}
      {ids.length > 8 && <li>+{ids.length - 8}</li>}
    </ul>
  );
}

/** The head of a list: the sprint's name, days and goal, what is in it, and what can be done with it. */

import { ActionIcon, Button, Menu } from "@mantine/core";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { deleteSprint } from "~/commands/sprints";
import type { Capacity } from "~/here/scrum";
import { DAY } from "~/model/moments";
import type { ListTotals, SprintList } from "~/model/scrum";
import type { Sprint } from "~/model/sprints";
import { useSession } from "~/store/react";
import { number, planRange } from "~/ui/dates";
import { IconDots } from "~/ui/icons";
import classes from "../Backlog.module.css";
import { CapacityTip } from "./CapacityTip";
import { OutsideTip } from "./OutsideTip";

export type Asked =
  | { readonly kind: "new" }
  | { readonly kind: "edit" | "start" | "complete"; readonly id: number };

export interface CountedList extends SprintList {
  readonly totals: ListTotals;
}

/** Drawn when its list is another one: once a revision of the plan, not as it is scrolled over. */
export const ListHead = memo(function ListHead(props: {
  list: CountedList;
  capacity: Capacity | undefined;
  edits: boolean;
  onAsk: (asked: Asked) => void;
  onBoard: () => void;
  onReport: (sprint: Sprint) => void;
}) {
  const { list, capacity, edits } = props;
  const { t } = useTranslation("scrum");
  const session = useSession();
  const { sprint, ids, totals } = list;
  const points =
    sprint?.state === "active"
      ? t("pointsDone", {
          done: number(totals.pointsDone / 100, 2),
          count: totals.points / 100,
        })
      : t("points", { count: totals.points / 100 });
  return (
    <div className={classes.head} data-state={sprint?.state ?? "backlog"}>
      <div className={classes.headLine}>
        <h3 className={classes.title} id={`list-${sprint?.id ?? "backlog"}`}>
          <bdi>{sprint?.name ?? t("backlog")}</bdi>
        </h3>
        {sprint?.state === "active" && <span className={classes.badge}>{t("active")}</span>}
        {sprint?.start != null && sprint.finish !== null && (
          <span className={classes.days}>{planRange(sprint.start, sprint.finish - DAY)}</span>
        )}
        <span className={classes.space} />
        <span className={classes.totals}>
          <span>{t("items", { count: ids.length })}</span>
          <span title={totals.unestimated ? t("unestimated", { count: totals.unestimated }) : ""}>
            {points}
            {totals.unestimated > 0 && (
              <span className={classes.open}> +{totals.unestimated}?</span>
            )}
          </span>
        </span>
        {sprint && edits && (
          <Button
            size="compact-sm"
            variant={sprint.state === "active" ? "default" : "light"}
            disabled={sprint.state === "planned" && ids.length === 0}
            onClick={() =>
              props.onAsk({ kind: sprint.state === "active" ? "complete" : "start", id: sprint.id })
            }
          >
            {t(sprint.state === "active" ? "complete" : "start")}
          </Button>
        )}
        {sprint && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon aria-label={t("sprintMenu", { name: sprint.name })}>
                <IconDots size={16} stroke={1.6} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {edits && (
                <Menu.Item onClick={() => props.onAsk({ kind: "edit", id: sprint.id })}>
                  {t("edit")}
                </Menu.Item>
              )}
              {sprint.state === "active" && (
                <>
                  <Menu.Item onClick={props.onBoard}>{t("onBoard")}</Menu.Item>
                  <Menu.Item onClick={() => props.onReport(sprint)}>{t("report")}</Menu.Item>
                </>
              )}
              {edits && sprint.state === "planned" && (
                <Menu.Item color="red" onClick={() => void deleteSprint(session, sprint.id)}>
                  {t("delete")}
                </Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      <div className={classes.headLine}>
        {sprint ? (
          <span className={classes.goal} dir="auto" title={sprint.goal}>
            {sprint.goal || (edits ? t("noGoal") : "")}
          </span>
        ) : (
          <span className={classes.goal}>{t("backlogText")}</span>
        )}
        <span className={classes.space} />
        {sprint && <OutsideTip sprint={sprint} ids={ids} edits={edits} />}
        <CapacityTip capacity={capacity} left={totals.left} />
      </div>
    </div>
  );
});

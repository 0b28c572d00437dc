/** What is to be known of a task's dates: when, and what is wrong with them. Never by colour alone. */

import { useTranslation } from "react-i18next";
import { shownDay } from "~/model/dates";
import { daysLate, missesDeadline, startsLate } from "~/model/due";
import { DAY, dayOf, fromIso } from "~/model/moments";
import { planDate, planRange } from "~/ui/dates";
import { IconAlertTriangle, IconCheck, IconClock, IconFlag, IconSquareRotated } from "~/ui/icons";
import { dueInput, type MyTask } from "./query";
import classes from "./Row.module.css";

interface SignsProps {
  readonly task: MyTask;
  /** Now, in the plan's zone. */
  readonly now: number;
}

export function Signs({ task, now }: SignsProps) {
  const { t } = useTranslation("my-work");
  const due = dueInput(task);
  const late = daysLate(due, now);
  const finish = (moment: number): string => planDate(shownDay(moment, "finish") * DAY);
  const done = task.percent_complete >= 100;
  const since = !done && task.blocked_since ? fromIso(task.blocked_since) : null;
  const blocked = since === null ? null : Math.max(0, dayOf(now) - dayOf(since));
  return (
    <>
      {late > 0 && (
        <span className={classes.sign} data-sign="late">
          <IconClock size={14} stroke={1.8} />
          {t("row.late", { count: late })}
        </span>
      )}
      {blocked !== null && (
        <span className={classes.sign} data-sign="late" title={task.blocked ?? undefined}>
          <IconAlertTriangle size={14} stroke={1.8} />
          {t("row.blocked", { count: blocked })}
        </span>
      )}
      {task.reply && !done && <Said task={task} reply={task.reply} />}
      {task.critical && (
        <span className={classes.sign} data-sign="critical">
          <IconAlertTriangle size={14} stroke={1.8} />
          {t("row.critical")}
        </span>
      )}
      {late === 0 && startsLate(due, now) && due.start !== null && (
        <span className={classes.sign} data-sign="risk">
          {t("row.begin", { date: planDate(due.start) })}
        </span>
      )}
      {due.deadline !== null && !done && (
        <span className={classes.sign} data-sign={missesDeadline(due) ? "late" : undefined}>
          <IconFlag size={14} stroke={1.8} />
          {t(missesDeadline(due) ? "row.misses" : "row.deadline", { date: finish(due.deadline) })}
        </span>
      )}
      {task.milestone && (
        <span className={classes.sign}>
          <IconSquareRotated size={13} stroke={1.8} />
          {t("row.milestone")}
        </span>
      )}
    </>
  );
}

/** What I said to being assigned, or what was answered. */
function Said({ task, reply }: { task: MyTask; reply: NonNullable<MyTask["reply"]> }) {
  const { t } = useTranslation("my-work");
  const text = reply === "answered" ? task.reply_answer : task.reply_text;
  return (
    <span className={classes.sign} data-said>
      {reply === "accepted" && <IconCheck size={14} stroke={1.8} />}
      <span>
        {t(`row.reply.${reply}`)}
        {text && (
          <>
            {": "}
            <bdi>{text}</bdi>
          </>
        )}
      </span>
    </span>
  );
}

/** When it is: the days from start to finish, or the day on which it was done. */
export function Dates({ task }: { task: MyTask }) {
  const { t } = useTranslation("my-work");
  const { start, finish, actualStart } = dueInput(task);
  if (task.percent_complete >= 100 && task.actual_finish) {
    const done = dueInput({ ...task, finish: task.actual_finish }).finish ?? 0;
    return <>{t("row.doneOn", { date: planDate(shownDay(done, "finish") * DAY) })}</>;
  }
  if (finish === null) return <>{t("row.noDate")}</>;
  const from = (actualStart ?? start ?? finish) as number;
  const last = shownDay(finish, "finish") * DAY;
  return <>{planRange(Math.min(dayOf(from) * DAY, last), last)}</>;
}

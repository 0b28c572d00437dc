/** One task of mine: what, where, by when, how far, and what one does to it. */

import { Menu } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Reply } from "~/model/attention";
import type { Due } from "~/model/due";
import { DAY, dayOf } from "~/model/moments";
import { planDate } from "~/ui/dates";
import { IconCheck, IconZzz } from "~/ui/icons";
import type { Deed } from "./deeds";
import { Left } from "./Left";
import type { MyProject, MyTask } from "./query";
import { type InWords, mayReply, ReplyForm, ReplyMenu } from "./Reply";
import classes from "./Row.module.css";
import { Dates, Signs } from "./Signs";
import { snoozeDays } from "./snooze";

interface RowProps {
  readonly task: MyTask;
  readonly project: MyProject;
  /** The name of its workspace, where the list holds several. */
  readonly space: string | undefined;
  readonly due: Due;
  /** Now, in the plan's zone. */
  readonly now: number;
  /** The weekday with which a week begins, Monday as 0. */
  readonly first: number;
  readonly until: number | null;
  readonly current: boolean;
  readonly leftOpen: boolean;
  readonly onLeft: (open: boolean) => void;
  readonly onDeed: (deed: Deed) => void;
  readonly onRemaining: (minutes: number) => void;
  readonly onSnooze: (until: number | null) => void;
  /** What is being said in words to being assigned. */
  readonly replying: InWords | null;
  readonly onReplying: (state: InWords | null) => void;
  readonly onReply: (state: Reply, text: string) => Promise<void>;
}

/** The deeds that a task has as it stands. */
export function deedsOf(task: MyTask, project: MyProject): Deed[] {
  if (!project.may_progress || task.percent_complete >= 100) return [];
  if (task.milestone) return ["done"];
  const started = task.actual_start !== null || task.percent_complete > 0;
  const found: Deed[] = started ? [] : ["start"];
  if (task.percent_complete < 50) found.push("half");
  return [...found, "done"];
}

export function Row(props: RowProps) {
  const { task, project, due, now, replying } = props;
  const { t } = useTranslation("my-work");
  const code = `${project.key}-${task.number}`;
  const name = task.name || code;
  const deeds = deedsOf(task, project);
  return (
    <li className={classes.row} data-my-task={task.id} data-due={due}>
      <div className={classes.what}>
        <Link
          to="/p/$projectId/gantt"
          params={{ projectId: String(project.id) }}
          search={{ task: task.id }}
          className={classes.name}
          tabIndex={props.current ? 0 : -1}
        >
          <bdi>{name}</bdi>
        </Link>
        <p className={classes.where}>
          <span className="hw-num">{code}</span> · <bdi>{project.name}</bdi>
          {task.phase && (
            <>
              {" · "}
              <bdi>{task.phase}</bdi>
            </>
          )}
          {props.space && (
            <>
              {" · "}
              <bdi>{props.space}</bdi>
            </>
          )}
        </p>
      </div>
      <p className={classes.signs}>
        <span className={classes.dates}>
          <Dates task={task} />
        </span>
        <Signs task={task} now={now} />
        {due === "snoozed" && props.until !== null && (
          <span className={classes.sign}>
            <IconZzz size={14} stroke={1.8} />
            {t("row.until", { date: planDate(props.until * DAY) })}
          </span>
        )}
      </p>
      <div className={classes.far}>
        {due !== "done" && (
          <Left
            task={task}
            project={project}
            open={props.leftOpen}
            onOpen={props.onLeft}
            onSave={props.onRemaining}
          />
        )}
        <span
          className={classes.meter}
          role="img"
          aria-label={t("row.percentLabel", { percent: task.percent_complete })}
        >
          <span
            style={{ width: `${task.percent_complete}%` }}
            data-done={due === "done" || undefined}
          />
        </span>
        <span className={classes.percent} aria-hidden>
          {t("row.percent", { percent: task.percent_complete })}
        </span>
      </div>
      <div className={classes.deeds}>
        {deeds.map((deed) => (
          <button
            key={deed}
            type="button"
            className={classes.deed}
            data-deed={deed}
            aria-label={t(`deeds.${deed}Label`, { name })}
            onClick={() => props.onDeed(deed)}
          >
            {deed === "done" && <IconCheck size={16} stroke={2} />}
            {t(`deeds.${deed}`)}
          </button>
        ))}
        {due !== "done" && mayReply(task, project) && (
          <ReplyMenu
            task={task}
            name={name}
            onAccept={() => void props.onReply("accepted", "")}
            onWords={props.onReplying}
          />
        )}
        {due !== "done" && <Snooze {...props} name={name} />}
      </div>
      {replying && (
        <ReplyForm
          key={replying}
          name={name}
          state={replying}
          onSend={(text) => props.onReply(replying, text)}
          onCancel={() => props.onReplying(null)}
        />
      )}
    </li>
  );
}

function Snooze(props: RowProps & { name: string }) {
  const { t } = useTranslation("my-work");
  const { name, due, now, first, onSnooze } = props;
  if (due === "snoozed") {
    return (
      <button
        type="button"
        className={classes.deed}
        aria-label={t("snooze.wakeLabel", { name })}
        onClick={() => onSnooze(null)}
      >
        {t("snooze.wake")}
      </button>
    );
  }
  const days = snoozeDays(dayOf(now), first);
  return (
    <Menu width={240}>
      <Menu.Target>
        <button
          type="button"
          className={classes.deed}
          data-deed="snooze"
          aria-label={t("snooze.label", { name })}
        >
          <IconZzz size={16} stroke={1.8} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("snooze.menu")}</Menu.Label>
        {(["tomorrow", "week", "fortnight"] as const).map((key) => (
          <Menu.Item
            key={key}
            onClick={() => onSnooze(days[key])}
            rightSection={<span className="hw-dim">{planDate(days[key] * DAY)}</span>}
          >
            {t(`snooze.${key}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t("snooze.note")}</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  );
}

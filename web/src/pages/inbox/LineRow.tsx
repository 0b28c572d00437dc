/** One line of the inbox: what it is about, what was done, and what one does to it. */

import { ActionIcon, Menu } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { useChosenWorkspace } from "~/here/memory";
import { DAY, dayOf, momentNow } from "~/model/moments";
import { firstWeekday } from "~/model/week";
import { snoozeDays } from "~/pages/my-work/snooze";
import { locale } from "~/text/locale";
import { ago, instant, planDate } from "~/ui/dates";
import classes from "./InboxPage.module.css";
import { IconArchive, IconArrowBackUp, IconMail, IconMailOpened, IconZzz } from "./icons";
import type { Action, Box, Entry, Inbox, InboxTask, Line } from "./query";
import { entryWords } from "./words";

/** The hour of the reader's day at which what slept comes back. */
const MORNING = 7;

interface LineProps {
  readonly line: Line;
  readonly box: Box;
  readonly project: Inbox["projects"][number] | undefined;
  /** Its name, where the account has several. */
  readonly workspace: string | undefined;
  readonly current: boolean;
  /** Whether all that it holds is shown. */
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onDo: (action: Action, until?: Date) => void;
}

/** The task that a line is about; undefined where it is about several. */
function taskOf(line: Line): InboxTask | undefined {
  const [first] = line.entries;
  return first && first.count <= 1 ? first.tasks[0] : undefined;
}

export function lineName(t: TFunction<"inbox">, line: Line): string {
  const task = taskOf(line);
  if (task) return task.name || t("gone");
  return t("tasks", { count: line.entries[0]?.count ?? 0 });
}

export function LineRow(props: LineProps) {
  const { line, box, project, workspace, current, open } = props;
  const { t } = useTranslation("inbox");
  const task = taskOf(line);
  const name = lineName(t, line);
  const [first, ...earlier] = line.entries;
  if (!first) return null;
  const asked = line.entries.some((entry) => entry.kind === "update_asked");
  const more = earlier.length > 0 || first.count > 1;
  return (
    <li
      className={classes.line}
      data-inbox-line={line.key}
      data-unread={line.unread || undefined}
      data-asks={line.entries.some((entry) => entry.asks) || undefined}
    >
      <span
        className={classes.dot}
        {...(line.unread ? { role: "img", "aria-label": t("new") } : {})}
      />
      <div className={classes.what}>
        {line.project_id === null || task?.gone ? (
          <button
            type="button"
            className={classes.name}
            data-line-link
            tabIndex={current ? 0 : -1}
            onClick={() => props.onDo("read")}
          >
            <bdi>{name}</bdi>
            {task?.gone && <span className={classes.tag}>{t("deletedTag")}</span>}
          </button>
        ) : (
          <Link
            to="/p/$projectId/gantt"
            params={{ projectId: String(line.project_id) }}
            search={task ? { task: task.id } : {}}
            className={classes.name}
            data-line-link
            tabIndex={current ? 0 : -1}
            onClick={() => line.unread && props.onDo("read")}
          >
            <bdi>{name}</bdi>
          </Link>
        )}
        <p className={classes.where}>
          {task?.number && project?.key && (
            <>
              <span className="hw-num">
                {project.key}-{task.number}
              </span>
              {" · "}
            </>
          )}
          <bdi>{project?.name}</bdi>
          {workspace && (
            <>
              {project && " · "}
              <bdi>{workspace}</bdi>
            </>
          )}
        </p>
      </div>
      <div className={classes.said}>
        <Said entry={first} />
        {open && <Rest first={first} earlier={earlier} />}
        {more && (
          <button
            type="button"
            className={classes.more}
            aria-expanded={open}
            onClick={() => props.onOpen(!open)}
          >
            {open
              ? t("fold")
              : earlier.length > 0
                ? t("earlier", { count: earlier.length })
                : t("tasks", { count: first.count })}
          </button>
        )}
      </div>
      <div className={classes.side}>
        {line.snoozed_until && box === "snoozed" ? (
          <span className={classes.at}>
            {t("snooze.until", { date: instant(line.snoozed_until) })}
          </span>
        ) : (
          <time className={classes.at} dateTime={line.at} title={instant(line.at)}>
            {ago(line.at)}
          </time>
        )}
        <Deeds {...props} name={name} asked={asked} />
      </div>
    </li>
  );
}

function Said({ entry }: { entry: Entry }) {
  const { t } = useTranslation(["inbox", "history"]);
  return (
    <div className={classes.entry}>
      <p>
        {entry.asks && <span className={classes.asks}>{t("asks")}</span>} {entryWords(t, entry)}
      </p>
      {entry.data.text && <blockquote dir="auto">{entry.data.text}</blockquote>}
    </div>
  );
}

function Rest({ first, earlier }: { first: Entry; earlier: readonly Entry[] }) {
  const { t } = useTranslation("inbox");
  const hidden = first.count - first.tasks.length;
  return (
    <>
      {earlier.map((entry) => (
        <div key={entry.id} className={classes.earlier}>
          <Said entry={entry} />
          <time className={classes.at} dateTime={entry.at} title={instant(entry.at)}>
            {ago(entry.at)}
          </time>
        </div>
      ))}
      {first.count > 1 && (
        <ul className={classes.tasks}>
          {first.tasks.map((task) => (
            <li key={task.id}>
              <bdi>{task.name || t("gone")}</bdi>
            </li>
          ))}
          {hidden > 0 && <li>{t("moreTasks", { count: hidden })}</li>}
        </ul>
      )}
    </>
  );
}

function Deeds(props: LineProps & { name: string; asked: boolean }) {
  const { line, box, name, onDo } = props;
  const { t } = useTranslation("inbox");
  const [, choose] = useChosenWorkspace();
  const label = (deed: string) => t("deeds.of", { deed: t(`deeds.${deed}`), name });
  const read = line.unread ? "read" : "unread";
  return (
    <div className={classes.deeds}>
      {props.asked && (
        <Link
          to="/updates"
          className={classes.answer}
          aria-label={label("answer")}
          // What is asked is answered a workspace at a time.
          onClick={() => choose(line.workspace_id)}
        >
          {t("deeds.answer")}
        </Link>
      )}
      {box !== "archive" && (
        <>
          <ActionIcon
            aria-label={label(read)}
            title={t(`deeds.${read}`)}
            onClick={() => onDo(read)}
          >
            {line.unread ? (
              <IconMailOpened size={17} stroke={1.6} />
            ) : (
              <IconMail size={17} stroke={1.6} />
            )}
          </ActionIcon>
          {box === "inbox" && <Snooze label={label("snooze")} onDo={onDo} />}
        </>
      )}
      {box === "inbox" ? (
        <ActionIcon
          aria-label={label("archive")}
          title={t("deeds.archive")}
          onClick={() => onDo("archive")}
        >
          <IconArchive size={17} stroke={1.6} />
        </ActionIcon>
      ) : (
        <ActionIcon
          aria-label={label("restore")}
          title={t("deeds.restore")}
          onClick={() => onDo("restore")}
        >
          <IconArrowBackUp size={17} stroke={1.6} />
        </ActionIcon>
      )}
    </div>
  );
}

function Snooze({ label, onDo }: { label: string; onDo: LineProps["onDo"] }) {
  const { t } = useTranslation("inbox");
  const here = momentNow(Intl.DateTimeFormat().resolvedOptions().timeZone);
  const days = snoozeDays(dayOf(here), firstWeekday(locale()));
  const until = (day: number): Date => {
    const date = new Date(day * 86_400_000);
    return new Date(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), MORNING);
  };
  return (
    <Menu width={240}>
      <Menu.Target>
        <ActionIcon aria-label={label} title={t("deeds.snooze")} data-deed="snooze">
          <IconZzz size={17} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("snooze.menu")}</Menu.Label>
        {(["tomorrow", "week", "fortnight"] as const).map((key) => (
          <Menu.Item
            key={key}
            onClick={() => onDo("snooze", until(days[key]))}
            rightSection={<span className="hw-dim">{planDate(days[key] * DAY)}</span>}
          >
            {t(`snooze.${key}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

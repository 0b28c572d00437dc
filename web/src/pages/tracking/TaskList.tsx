/** Tasks to work off, each with what it is about, its date, and a way to it. */

import { Button, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePanel, useReveal } from "~/here/panel";
import { isoDate } from "~/ui/dates";
import type { TrackedTask } from "./query";
import classes from "./Tracking.module.css";

const SHOWN = 8;

export function TaskList(props: {
  /** Those that come first, of `count`. */
  tasks: readonly TrackedTask[];
  count: number;
  empty: string;
  tone: "late" | "risk" | "done";
  of: (task: TrackedTask) => string;
}) {
  const { t } = useTranslation("tracking");
  const { open } = usePanel();
  const reveal = useReveal();
  const [all, setAll] = useState(false);
  const { tasks } = props;
  if (!tasks.length) return <p className="hw-dim">{props.empty}</p>;
  const listed = all ? tasks : tasks.slice(0, SHOWN);
  return (
    <>
      <ul className={classes.list}>
        {listed.map((task) => (
          <li key={task.id}>
            <UnstyledButton className={classes.task} onClick={() => open(task.id)}>
              <span dir="auto">{task.name || t("unnamed")}</span>
            </UnstyledButton>
            <span className={`hw-num ${classes.about}`} data-tone={props.tone}>
              {props.of(task)}
            </span>
            <UnstyledButton
              className={`hw-num ${classes.date}`}
              onClick={() => reveal(task.id)}
              aria-label={t("lists.show", { name: task.name, date: isoDate(task.finish) })}
            >
              {isoDate(task.finish)}
            </UnstyledButton>
          </li>
        ))}
      </ul>
      {tasks.length > listed.length && (
        <Button variant="subtle" mt={4} onClick={() => setAll(true)}>
          {t("lists.all", { count: tasks.length })}
        </Button>
      )}
      {(all || tasks.length <= SHOWN) && props.count > tasks.length && (
        <p className="hw-dim">{t("lists.more", { count: props.count - tasks.length })}</p>
      )}
    </>
  );
}

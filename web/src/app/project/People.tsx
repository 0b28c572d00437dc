/** Who is here now, and where. */

import { Popover, UnstyledButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Person } from "~/protocol/envelope";
import { useSessionState, useStore } from "~/store/react";
import { initials } from "~/ui/people";
import classes from "./People.module.css";

const MOST = 4;

const samePeople = (a: readonly Person[], b: readonly Person[]) =>
  a === b ||
  (a.length === b.length &&
    a.every((one, i) => {
      const other = b[i];
      return (
        other?.key === one.key &&
        other.name === one.name &&
        other.at.view === one.at.view &&
        other.at.task_id === one.at.task_id
      );
    }));

export function People() {
  const { t } = useTranslation("shell");
  const me = useStore((store) => store.viewer.user_id);
  const people = useSessionState((session) => session.people(), samePeople);
  const others = people.filter((person) => person.user_id !== me);
  if (!others.length) return null;
  const names = [...new Set(others.map((person) => person.name))].join(", ");
  return (
    <Popover position="bottom-end" width={260} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className={classes.people} aria-label={t("project.people", { names })}>
          {others.slice(0, MOST).map((person) => (
            <span
              key={person.key}
              className={classes.person}
              data-tint={person.user_id % 5}
              aria-hidden
            >
              {initials(person.name)}
            </span>
          ))}
          {others.length > MOST && (
            <span className={classes.person} aria-hidden>
              +{others.length - MOST}
            </span>
          )}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <ul className={classes.list}>
          {others.map((person) => (
            <Where key={person.key} person={person} />
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}

function Where({ person }: { person: Person }) {
  const { t } = useTranslation("shell");
  const task = useStore((store) =>
    person.at.task_id ? store.task(person.at.task_id)?.name : undefined,
  );
  const view = person.at.view;
  const where = view ? t(`project.views.${view}`, { defaultValue: view }) : t("project.nowhere");
  return (
    <li>
      <span className={classes.person} data-tint={person.user_id % 5} aria-hidden>
        {initials(person.name)}
      </span>
      <span>
        {t(task ? "project.personTask" : "project.person", { name: person.name, where, task })}
      </span>
    </li>
  );
}

/** Over-allocations as a table: who, when, by how much, with what. */

import { useTranslation } from "react-i18next";
import { useSession } from "~/store/react";
import { isoRange, number } from "~/ui/dates";
import classes from "./LevellingPage.module.css";
import type { Over } from "./query";
import { units } from "./words";

export function Overs(props: {
  items: readonly Over[];
  more?: number;
  onOpen: (task: number) => void;
}) {
  const { t } = useTranslation("levelling");
  const { store } = useSession();
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={t("overs.title")}>
        <thead>
          <tr>
            <th scope="col">{t("overs.who")}</th>
            <th scope="col">{t("overs.when")}</th>
            <th scope="col" className={classes.right}>
              {t("overs.load")}
            </th>
            <th scope="col" className={classes.right}>
              {t("overs.excess")}
            </th>
            <th scope="col">{t("overs.tasks")}</th>
          </tr>
        </thead>
        <tbody className="hw-num">
          {props.items.map((over) => (
            <tr key={`${over.resource_id} ${over.start}`}>
              <th scope="row" dir="auto">
                {over.name}
              </th>
              <td>{isoRange(over.start, over.finish)}</td>
              <td className={classes.right}>
                {t("overs.of", { units: units(over.units), capacity: units(over.capacity) })}
              </td>
              <td className={classes.right}>
                {t("overs.hours", { hours: number(over.excess_minutes / 60) })}
              </td>
              <td className={classes.names}>
                {over.tasks.map((task) =>
                  task.project_id === store.projectId ? (
                    <button
                      type="button"
                      key={task.id}
                      className={classes.open}
                      onClick={() => props.onOpen(task.id)}
                      dir="auto"
                    >
                      {task.name || t("untitled")}
                    </button>
                  ) : (
                    <span key={task.id} className="hw-dim" dir="auto">
                      {task.name || t("untitled")} ({t("elsewhere")})
                    </span>
                  ),
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {props.more ? <p className="hw-dim">{t("overs.more", { count: props.more })}</p> : null}
    </div>
  );
}

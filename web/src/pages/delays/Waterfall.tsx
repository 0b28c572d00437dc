/** Each change that moved the date, in order, with how far it has come by then. */

import { Button, UnstyledButton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useStore } from "~/store/react";
import { instant, isoDate, number } from "~/ui/dates";
import classes from "./DelaysPage.module.css";
import type { Moved } from "./query";

export function Waterfall(props: {
  items: readonly Moved[];
  perDay: number;
  onOpen: (id: number) => void;
  onCloser: (first: number, last: number) => void;
}) {
  const { t } = useTranslation("delays");
  const { items, perDay } = props;
  const projectId = useStore((store) => String(store.projectId));
  let sum = 0;
  const sums = items.map((item) => {
    sum += item.minutes;
    return sum;
  });
  const low = Math.min(0, ...sums);
  const span = Math.max(1, Math.max(0, ...sums) - low);
  const at = (value: number) => (100 * (value - low)) / span;
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t("columns.when")}</th>
            <th scope="col">{t("columns.what")}</th>
            <th scope="col" className={classes.right}>
              {t("columns.moved")}
            </th>
            <th scope="col" className={classes.right}>
              {t("columns.sum")}
            </th>
            <th scope="col" className={classes.chart}>
              <span className="hw-hidden">{t("columns.chart")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item, place) => {
            const now = sums[place] ?? 0;
            const before = now - item.minutes;
            return (
              <tr
                key={`${item.change_id}-${item.first}`}
                data-moved={item.minutes > 0 ? "later" : "earlier"}
              >
                <td className={classes.when}>
                  <time dateTime={item.at} title={instant(item.at)}>
                    {instant(item.at)}
                  </time>
                  <span className="hw-dim">{item.actor.name || t("system")}</span>
                </td>
                <th scope="row" className={classes.what}>
                  <span>{item.what}</span>
                  <span className={classes.links}>
                    {item.tasks.slice(0, 3).map((task) => (
                      <UnstyledButton
                        key={task.id}
                        className={classes.task}
                        onClick={() => props.onOpen(task.id)}
                      >
                        {task.name}
                      </UnstyledButton>
                    ))}
                    {item.changes > 1 ? (
                      <Button
                        size="compact-xs"
                        variant="subtle"
                        onClick={() => props.onCloser(item.first, item.last)}
                      >
                        {t("closer", { count: item.changes })}
                      </Button>
                    ) : (
                      <Link
                        to="/p/$projectId/overview"
                        params={{ projectId }}
                        hash="history"
                        className={classes.history}
                      >
                        {t("history")}
                      </Link>
                    )}
                  </span>
                </th>
                <td className={`${classes.right} hw-num ${classes.moved}`}>
                  {signed(item.minutes / perDay, t)}
                </td>
                <td className={`${classes.right} hw-num`} title={isoDate(item.after)}>
                  {signed(now / perDay, t)}
                </td>
                <td className={classes.chart} aria-hidden>
                  <span className={classes.track}>
                    <span className={classes.zero} style={{ left: `${at(0)}%` }} />
                    <span
                      className={classes.bar}
                      style={{
                        left: `${at(Math.min(before, now))}%`,
                        width: `${Math.max(1, Math.abs(at(now) - at(before)))}%`,
                      }}
                    />
                  </span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function signed(days: number, t: (key: "days", values: { days: string }) => string): string {
  const text = number(Math.abs(days));
  return t("days", { days: days > 0 ? `+${text}` : days < 0 ? `−${text}` : text });
}

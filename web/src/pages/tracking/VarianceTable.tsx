/** Variances by task, summaries with all below them; what differs first of all. */

import { Button, Switch } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { money } from "~/model/money";
import { useStore } from "~/store/react";
import { isoDate } from "~/ui/dates";
import { amount, hours, signedDays } from "./figures";
import type { Tracked, TrackedTask } from "./query";
import classes from "./Tracking.module.css";

const PAGE = 200;

export function VarianceTable(props: {
  data: Tracked;
  /** Also what is as planned. */
  every: boolean;
  onEvery: (every: boolean) => void;
  onOpen: (id: number) => void;
}) {
  const { data, every, onOpen } = props;
  const { t } = useTranslation("tracking");
  const perDay = useStore((s) => s.project.minutes_per_day);
  const [shown, setShown] = useState(PAGE);
  const rows = every ? data.tasks : data.tasks.filter(differs);
  const currency = data.currency;
  const paid = (minor: number) => money(minor, currency ?? "", undefined, true);
  const days = (minutes: number | null | undefined) => (
    <Figure value={minutes ?? null} text={signedDays(minutes ?? null, perDay)} />
  );
  return (
    <>
      <Switch
        className={classes.switch}
        label={t("table.all")}
        checked={every}
        onChange={(event) => props.onEvery(event.currentTarget.checked)}
      />
      {rows.length === 0 ? (
        <p className="hw-dim">{t("table.same")}</p>
      ) : (
        <div className={classes.scroll}>
          <table className={classes.table} aria-label={t("table.title")}>
            <thead>
              <tr>
                <th scope="col">{t("table.task")}</th>
                <th scope="col">{t("table.finish")}</th>
                <th scope="col">{t("table.planned")}</th>
                <th scope="col">{t("table.starts")}</th>
                <th scope="col">{t("table.finishes")}</th>
                <th scope="col">{t("table.lasts")}</th>
                <th scope="col">{t("table.work")}</th>
                {currency && <th scope="col">{t("table.cost")}</th>}
              </tr>
            </thead>
            <tbody className="hw-num">
              {rows.slice(0, shown).map((task) => (
                <tr key={task.id} data-summary={task.summary || undefined}>
                  <th scope="row" style={{ paddingInlineStart: task.level * 16 }}>
                    <button type="button" className={classes.open} onClick={() => onOpen(task.id)}>
                      <span className="hw-dim">{task.wbs}</span>{" "}
                      <span dir="auto">{task.name || t("unnamed")}</span>
                    </button>
                  </th>
                  <td>{isoDate(task.finish)}</td>
                  <td>{task.baseline ? isoDate(task.baseline.finish) : t("table.new")}</td>
                  <td>{days(task.variance?.start_minutes)}</td>
                  <td>{days(task.variance?.finish_minutes)}</td>
                  <td>{days(task.variance?.duration_minutes)}</td>
                  <td>
                    <Figure
                      value={task.variance?.work_minutes ?? null}
                      text={hours(task.variance?.work_minutes ?? null)}
                    />
                  </td>
                  {currency && (
                    <td>
                      <Figure
                        value={task.variance?.cost ?? null}
                        text={amount(task.variance?.cost ?? null, paid)}
                      />
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {rows.length > shown && (
        <Button variant="subtle" mt={4} onClick={() => setShown(shown + PAGE)}>
          {t("table.more", { count: rows.length - shown })}
        </Button>
      )}
    </>
  );
}

function Figure({ value, text }: { value: number | null; text: string }) {
  if (!value) return <span className="hw-dim">{value === null ? "–" : text}</span>;
  return <span data-tone={value > 0 ? "late" : "done"}>{text}</span>;
}

function differs(task: TrackedTask): boolean {
  if (!task.variance) return task.active;
  return Object.values(task.variance).some((value) => value !== null && value !== 0);
}

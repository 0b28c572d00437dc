/** Variances by task, summaries with all below them; what differs first of all. */

import { Button, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { money } from "~/model/money";
import { useStore } from "~/store/react";
import { locale } from "~/text/locale";
import { isoDate } from "~/ui/dates";
import { amount, hours, signedDays } from "./figures";
import type { Tracked, TrackedTask } from "./query";
import classes from "./Tracking.module.css";

export function VarianceTable(props: {
  data: Tracked;
  /** Those that were asked for by now. */
  rows: readonly TrackedTask[];
  /** Also what is as planned. */
  every: boolean;
  onEvery: (every: boolean) => void;
  /** Ask for more rows, where there are more. */
  onMore: (() => void) | undefined;
  loading: boolean;
  onOpen: (id: number) => void;
}) {
  const { data, rows, every, onOpen } = props;
  const { t } = useTranslation("tracking");
  const perDay = useStore((s) => s.project.minutes_per_day);
  const currency = data.currency;
  const paid = (minor: number) => money(minor, currency ?? "", locale(), true);
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
              {rows.map((task) => (
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
      {props.onMore && (
        <Button variant="subtle" mt={4} loading={props.loading} onClick={props.onMore}>
          {t("table.more", { count: data.count - rows.length })}
        </Button>
      )}
    </>
  );
}

function Figure({ value, text }: { value: number | null; text: string }) {
  if (!value) return <span className="hw-dim">{value === null ? "–" : text}</span>;
  return <span data-tone={value > 0 ? "late" : "done"}>{text}</span>;
}

/** What became of the items of a sprint. */

import { useTranslation } from "react-i18next";
import type { Measure, ReportItem, SprintTold } from "~/here/scrum";
import { useSession } from "~/store/react";
import { number } from "~/ui/dates";
import { Section } from "~/ui/Page";
import classes from "./SprintsPage.module.css";

const TOTALS = ["committed", "completed", "not_completed", "added", "removed"] as const;
const LISTS = ["completed", "not_completed", "removed"] as const;

export function Report(props: {
  report: SprintTold["report"];
  measure: Measure;
  onOpen: (id: number) => void;
}) {
  const { report, measure, onOpen } = props;
  const { t } = useTranslation("scrum");
  const over = report.ended !== null;
  const title = (part: (typeof TOTALS)[number]) =>
    t(
      `sprints.totals.${part === "not_completed" && over ? "carried" : part}` as "sprints.totals.added",
    );
  return (
    <Section title={t("sprints.reportTitle")} level={3}>
      <dl className={classes.figures}>
        {TOTALS.map((part) => (
          <div key={part} className={classes.figure}>
            <dt>{title(part)}</dt>
            <dd className="hw-num">{number(report.totals[part][measure], 2)}</dd>
          </div>
        ))}
      </dl>
      {LISTS.filter((part) => report[part].length > 0 || part === "completed").map((part) => (
        <div key={part}>
          <h4 className={classes.part}>{title(part)}</h4>
          {report[part].length === 0 ? (
            <p className="hw-dim">{t("sprints.none")}</p>
          ) : (
            <Items
              label={title(part)}
              items={report[part]}
              carried={over && part === "not_completed"}
              onOpen={onOpen}
            />
          )}
        </div>
      ))}
    </Section>
  );
}

function Items(props: {
  label: string;
  items: readonly ReportItem[];
  carried: boolean;
  onOpen: (id: number) => void;
}) {
  const { t } = useTranslation("scrum");
  const { key } = useSession().store.project;
  return (
    <table className={classes.table} aria-label={props.label}>
      <thead>
        <tr>
          <th scope="col">{t("sprints.task")}</th>
          <th scope="col" className={classes.right}>
            {t("sprints.points")}
          </th>
        </tr>
      </thead>
      <tbody>
        {props.items.map((item, place) => {
          const notes = [
            item.added ? t("sprints.wasAdded") : "",
            item.points_before !== null && item.points_before !== item.points
              ? t("sprints.was", { points: number(item.points_before, 2) })
              : "",
            !props.carried
              ? ""
              : item.to
                ? t("sprints.to", { name: item.to })
                : t("sprints.toBacklogNow"),
          ].filter(Boolean);
          const { task_id: id } = item;
          return (
            <tr key={id ?? `gone-${place}`}>
              <td>
                {item.number !== null && (
                  <span className={classes.number}>
                    {key ? `${key}-${item.number}` : `#${item.number}`}
                  </span>
                )}
                {id === null ? (
                  t("sprints.deleted")
                ) : (
                  <button type="button" className={classes.task} onClick={() => props.onOpen(id)}>
                    <bdi>{item.name}</bdi>
                  </button>
                )}
                {notes.length > 0 && <span className={classes.note}>{notes.join(", ")}</span>}
              </td>
              <td className={`${classes.right} hw-num`}>
                {item.points === null ? "–" : number(item.points, 2)}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

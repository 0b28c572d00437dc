/** What was planned against what is. */

import { useTranslation } from "react-i18next";
import { formatDuration } from "~/model/durations";
import { daysIn, planned } from "~/model/figures";
import { useStore } from "~/store/react";
import { number, planDate } from "~/ui/dates";
import { Part } from "./Part";
import classes from "./TaskPanel.module.css";

export function BaselinePart({ id }: { id: number }) {
  const { t } = useTranslation("task");
  const saved = useStore((store) => planned(store).get(id));
  const now = useStore((store) => store.schedule(id));
  const between = useStore(daysIn, () => true);
  const project = useStore((store) => store.project);
  if (!saved || !now || saved.start === null || saved.finish === null) return null;
  const days = (after: number, before: number) => {
    const count = between(before, after);
    return count === 0
      ? t("baseline.same")
      : `${count > 0 ? "+" : "−"}${number(Math.abs(count))} d`;
  };
  const rows: [name: string, before: string, after: string, change: string][] = [
    ["start", planDate(saved.start), planDate(now.start), days(now.start, saved.start)],
    ["finish", planDate(saved.finish), planDate(now.finish), days(now.finish, saved.finish)],
  ];
  if (saved.duration !== null) {
    const change = now.duration - saved.duration;
    const sign = change > 0 ? "+" : "−";
    rows.push([
      "duration",
      formatDuration(saved.duration, "d", project),
      formatDuration(now.duration, "d", project),
      change === 0 ? t("baseline.same") : sign + formatDuration(Math.abs(change), "d", project),
    ]);
  }
  return (
    <Part title={t("baseline.title")}>
      <table className={classes.table}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t("baseline.before")}</th>
            <th scope="col">{t("baseline.now")}</th>
            <th scope="col">{t("baseline.change")}</th>
          </tr>
        </thead>
        <tbody className="hw-num">
          {rows.map(([name, before, after, change]) => (
            <tr key={name}>
              <th scope="row">{t(`dates.${name}`)}</th>
              <td>{before}</td>
              <td>{after}</td>
              <td data-late={change.startsWith("+") || undefined}>{change}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
}

/** The tasks that are most often on the longest path. */

import { Button } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { usePanel } from "~/here/panel";
import { useSession } from "~/store/react";
import { isoDate } from "~/ui/dates";
import { percent } from "./chance";
import type { RiskResult } from "./query";
import classes from "./RiskPage.module.css";

const SHOWN = 12;
const MOST = 1000;

export function Criticality({ result }: { result: RiskResult }) {
  const { t } = useTranslation("risk");
  const { store } = useSession();
  const panel = usePanel();
  const [all, setAll] = useState(false);
  const order = useMemo(() => {
    const { id, criticality, sensitivity } = result.tasks;
    const summaries = store.index("tasks", "parent_id");
    return id
      .map((key, place) => ({ key, place }))
      .filter(({ key, place }) => (criticality[place] ?? 0) > 0 && !summaries.get(key)?.length)
      .sort(
        (a, b) =>
          (criticality[b.place] ?? 0) - (criticality[a.place] ?? 0) ||
          (sensitivity[b.place] ?? 0) - (sensitivity[a.place] ?? 0),
      );
  }, [result, store]);
  if (!order.length) return <p className="hw-dim">{t("criticality.none")}</p>;
  const shown = order.slice(0, all ? MOST : SHOWN);
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={t("criticality.title")}>
        <thead>
          <tr>
            <th scope="col">{t("criticality.task")}</th>
            <th scope="col" className={classes.right} title={t("criticality.shareText")}>
              {t("criticality.share")}
            </th>
            <th scope="col" className={classes.right} title={t("criticality.sensitivityText")}>
              {t("criticality.sensitivity")}
            </th>
            <th scope="col">{t("criticality.finish")}</th>
          </tr>
        </thead>
        <tbody className="hw-num">
          {shown.map(({ key, place }) => (
            <tr key={key}>
              <th scope="row">
                <button type="button" className={classes.open} onClick={() => panel.open(key)}>
                  {store.task(key)?.name || t("unnamed")}
                </button>
              </th>
              <td className={classes.right}>{percent(result.tasks.criticality[place] ?? 0)}</td>
              <td className={classes.right}>{(result.tasks.sensitivity[place] ?? 0).toFixed(2)}</td>
              <td>{isoDate(result.tasks.mean_finish[place])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {order.length > shown.length && !all && (
        <Button variant="subtle" mt={4} onClick={() => setAll(true)}>
          {t("all", { count: Math.min(order.length, MOST) })}
        </Button>
      )}
    </div>
  );
}

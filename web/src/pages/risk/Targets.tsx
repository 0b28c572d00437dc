/** The chance of each date that somebody counts on. */

import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePanel } from "~/here/panel";
import { isoDate } from "~/ui/dates";
import { percent, tone } from "./chance";
import type { Target } from "./query";
import classes from "./RiskPage.module.css";

const SHOWN = 12;

export function Targets({ targets }: { targets: readonly Target[] }) {
  const { t } = useTranslation("risk");
  const panel = usePanel();
  const [all, setAll] = useState(false);
  if (!targets.length) return <p className="hw-dim">{t("targets.none")}</p>;
  const shown = all ? targets : targets.slice(0, SHOWN);
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={t("targets.title")}>
        <thead>
          <tr>
            <th scope="col">{t("targets.what")}</th>
            <th scope="col">{t("targets.at")}</th>
            <th scope="col" className={classes.right}>
              {t("targets.chance")}
            </th>
            <th scope="col">{t("targets.p50")}</th>
            <th scope="col">{t("targets.p80")}</th>
            <th scope="col">{t("targets.kind")}</th>
          </tr>
        </thead>
        <tbody className="hw-num">
          {shown.map((target) => (
            <tr key={target.task_id ?? 0}>
              <th scope="row">
                {target.task_id === null ? (
                  t("targets.project")
                ) : (
                  <button
                    type="button"
                    className={classes.open}
                    onClick={() => target.task_id !== null && panel.open(target.task_id)}
                  >
                    {target.name || t("unnamed")}
                  </button>
                )}
              </th>
              <td>{isoDate(target.at)}</td>
              <td className={classes.right} data-tone={tone(target.chance)}>
                {percent(target.chance)}
              </td>
              <td>{isoDate(target.p50)}</td>
              <td>{isoDate(target.p80)}</td>
              <td>{t(`kinds.${target.kind}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {targets.length > shown.length && (
        <Button variant="subtle" mt={4} onClick={() => setAll(true)}>
          {t("all", { count: targets.length })}
        </Button>
      )}
    </div>
  );
}

/** The percentiles of the finish and the cost, and how sure the planned ones are. */

import { useTranslation } from "react-i18next";
import { money } from "~/model/money";
import { locale } from "~/text/locale";
import { isoDate } from "~/ui/dates";
import { percent, tone } from "./chance";
import { PERCENTS, type RiskResult } from "./query";
import classes from "./RiskPage.module.css";

export function Figures({ result }: { result: RiskResult }) {
  const { t } = useTranslation("risk");
  const { finish, cost } = result;
  const must = result.targets.find((target) => target.kind === "must_finish");
  return (
    <>
      <dl className={classes.figures} aria-label={t("finish")}>
        <div>
          <dt>{t("planned")}</dt>
          <dd className="hw-num">{isoDate(finish.planned)}</dd>
          <dd className={classes.more} data-tone={tone(finish.planned_chance)}>
            {t("chanceOf", { chance: percent(finish.planned_chance) })}
          </dd>
        </div>
        {PERCENTS.map((name) => (
          <div key={name}>
            <dt>{t(`percentiles.${name}`)}</dt>
            <dd className="hw-num" data-testid={`risk-${name}`}>
              {isoDate(finish[name])}
            </dd>
            <dd className={classes.more}>{t("atMost", { percent: name.slice(1) })}</dd>
          </div>
        ))}
        {must && (
          <div>
            <dt>{t("mustFinish")}</dt>
            <dd className="hw-num">{isoDate(must.at)}</dd>
            <dd className={classes.more} data-tone={tone(must.chance)}>
              {t("chanceOf", { chance: percent(must.chance) })}
            </dd>
          </div>
        )}
      </dl>
      {cost && (
        <dl className={classes.figures} aria-label={t("cost")}>
          <div>
            <dt>{t("plannedCost")}</dt>
            <dd className="hw-num">{money(cost.planned, cost.currency, locale(), true)}</dd>
            <dd className={classes.more} data-tone={tone(cost.planned_chance)}>
              {t("chanceOf", { chance: percent(cost.planned_chance) })}
            </dd>
          </div>
          {PERCENTS.map((name) => (
            <div key={name}>
              <dt>{t(`costs.${name}`)}</dt>
              <dd className="hw-num">{money(cost[name], cost.currency, locale(), true)}</dd>
              <dd className={classes.more}>{t("costAtMost", { percent: name.slice(1) })}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

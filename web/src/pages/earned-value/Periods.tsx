/** The cumulated figures at the end of each period, up to the status date; what is ahead is PV. */

import { useTranslation } from "react-i18next";
import { fromIso } from "~/model/moments";
import { planDate } from "~/ui/dates";
import { Sideways } from "~/ui/Sideways";
import classes from "./EarnedValuePage.module.css";
import { amount, FIGURES, Figures, Heads } from "./Figures";
import type { Period } from "./query";

const DAY = 1440;

export function Periods(props: { periods: readonly Period[]; currency: string }) {
  const { t } = useTranslation("earned-value");
  return (
    <Sideways className={classes.scroll} label={t("periods.title")}>
      <table className={classes.table} aria-label={t("periods.title")}>
        <thead>
          <tr>
            <th scope="col">{t("periods.end")}</th>
            <Heads before={["pv"]} />
          </tr>
        </thead>
        <tbody className="hw-num">
          {props.periods.map((period) => (
            <tr key={period.end} data-ahead={!period.known || undefined}>
              <th scope="row">{planDate((fromIso(period.end) ?? 0) - DAY)}</th>
              <td>{amount(period.pv, props.currency)}</td>
              {period.known ? (
                <Figures of={period} currency={props.currency} />
              ) : (
                <td colSpan={FIGURES} />
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Sideways>
  );
}

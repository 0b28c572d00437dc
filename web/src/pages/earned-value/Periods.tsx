/** The cumulated figures at the end of each period, up to the status date; what is ahead is PV. */

import { useTranslation } from "react-i18next";
import { fromIso } from "~/model/moments";
import { money } from "~/model/money";
import { planDate } from "~/ui/dates";
import classes from "./EarnedValuePage.module.css";
import type { Period } from "./query";

const DAY = 1440;

export function Periods(props: { periods: readonly Period[]; currency: string }) {
  const { t } = useTranslation("earned-value");
  const amount = (minor: number) => money(minor, props.currency, undefined, true);
  const index = (value: number | null) => (value === null ? "–" : value.toFixed(2));
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={t("periods.title")}>
        <thead>
          <tr>
            <th scope="col">{t("periods.end")}</th>
            {["PV", "EV", "AC", "SV", "CV", "SPI", "CPI"].map((name) => (
              <th key={name} scope="col" className={classes.right}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="hw-num">
          {props.periods.map((period) => (
            <tr key={period.end} data-ahead={!period.known || undefined}>
              <th scope="row">{planDate((fromIso(period.end) ?? 0) - DAY)}</th>
              <td>{amount(period.pv)}</td>
              {period.known ? (
                <>
                  <td>{amount(period.ev)}</td>
                  <td>{amount(period.ac)}</td>
                  <td data-late={period.sv < 0 || undefined}>{amount(period.sv)}</td>
                  <td data-late={period.cv < 0 || undefined}>{amount(period.cv)}</td>
                  <td>{index(period.spi)}</td>
                  <td>{index(period.cpi)}</td>
                </>
              ) : (
                <td colSpan={6} />
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The cumulated figures at the end of each period, up to the status date; what is ahead is PV. */

import { useTranslation } from "react-i18next";
import { fromIso } from "~/model/moments";
import { money } from "~/model/money";
import { useStore } from "~/store/react";
import { number, planDate } from "~/ui/dates";
import classes from "./EarnedValuePage.module.css";
import { index } from "./indices";
import type { Period } from "./query";

const DAY = 1440;
const NAMES = [
  "pv",
  "ev",
  "ac",
  "sv",
  "cv",
  "spi",
  "cpi",
  "eac",
  "etc",
  "vac",
  "tcpi",
  "es",
  "sv_t",
  "spi_t",
] as const;

export function Periods(props: { periods: readonly Period[]; currency: string }) {
  const { t } = useTranslation("earned-value");
  const perDay = useStore((store) => store.project.minutes_per_day);
  const amount = (minor: number | null) =>
    minor === null ? "–" : money(minor, props.currency, undefined, true);
  const days = (minutes: number | null) => (minutes === null ? "–" : number(minutes / perDay));
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={t("periods.title")}>
        <thead>
          <tr>
            <th scope="col">{t("periods.end")}</th>
            {NAMES.map((name) => (
              <th key={name} scope="col" className={classes.right} title={t(`names.${name}`)}>
                {t(`short.${name}`)}
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
                  <td>{amount(period.eac)}</td>
                  <td>{amount(period.etc)}</td>
                  <td data-late={(period.vac ?? 0) < 0 || undefined}>{amount(period.vac)}</td>
                  <td>{index(period.tcpi)}</td>
                  <td>{days(period.earned_minutes)}</td>
                  <td data-late={(period.sv_t_minutes ?? 0) < 0 || undefined}>
                    {days(period.sv_t_minutes)}
                  </td>
                  <td>{index(period.spi_t)}</td>
                </>
              ) : (
                <td colSpan={NAMES.length - 1} />
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

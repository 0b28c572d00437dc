/** The figures of earned value as columns of a table: their heads, and the cells of what was measured. */

import { useTranslation } from "react-i18next";
import { money } from "~/model/money";
import { useStore } from "~/store/react";
import { locale } from "~/text/locale";
import { number } from "~/ui/dates";
import classes from "./EarnedValuePage.module.css";
import { index } from "./indices";
import type { InTime, Measures } from "./query";

const NAMES = [
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
/** How many columns the figures take. */
export const FIGURES = NAMES.length;

/** Heads of columns: of those in `before`, then of the figures. */
export function Heads({ before }: { before: readonly ("bac" | "pv")[] }) {
  const { t } = useTranslation("earned-value");
  return [...before, ...NAMES].map((name) => (
    <th key={name} scope="col" className={classes.right} title={t(`names.${name}`)}>
      {t(`short.${name}`)}
    </th>
  ));
}

/** An amount as it is written; a dash where nothing can be said. */
export const amount = (minor: number | null, currency: string): string =>
  minor === null ? "–" : money(minor, currency, locale(), true);

export function Figures({ of, currency }: { of: Measures & InTime; currency: string }) {
  const perDay = useStore((store) => store.project.minutes_per_day);
  const days = (minutes: number | null) => (minutes === null ? "–" : number(minutes / perDay));
  const late = (value: number | null) => ((value ?? 0) < 0 ? true : undefined);
  return (
    <>
      <td>{amount(of.ev, currency)}</td>
      <td>{amount(of.ac, currency)}</td>
      <td data-late={late(of.sv)}>{amount(of.sv, currency)}</td>
      <td data-late={late(of.cv)}>{amount(of.cv, currency)}</td>
      <td>{index(of.spi)}</td>
      <td>{index(of.cpi)}</td>
      <td>{amount(of.eac, currency)}</td>
      <td>{amount(of.etc, currency)}</td>
      <td data-late={late(of.vac)}>{amount(of.vac, currency)}</td>
      <td>{index(of.tcpi)}</td>
      <td>{days(of.earned_minutes)}</td>
      <td data-late={late(of.sv_t_minutes)}>{days(of.sv_t_minutes)}</td>
      <td>{index(of.spi_t)}</td>
    </>
  );
}

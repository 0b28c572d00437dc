/** What each plan comes to: a column a plan, each beside what the project is now. */

import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ComparedPlan, Comparison } from "~/here/scenarios";
import { daysIn } from "~/model/figures";
import { fromIso } from "~/model/moments";
import { money } from "~/model/money";
import { useSession } from "~/store/react";
import { locale } from "~/text/locale";
import { isoDate, number } from "~/ui/dates";
import { planKey, type Simulating } from "./odds";
import classes from "./ScenariosPage.module.css";

const HOUR = 60;

interface Line {
  key: string;
  label: string;
  cells: ReactNode[];
}

export function Figures({ data, odds }: { data: Comparison; odds: Simulating }) {
  const { t } = useTranslation("scenarios");
  const { store } = useSession();
  const days = daysIn(store);
  const [now] = data.plans;
  if (!now) return null;

  /** A date, and how far it is from the project's. */
  const date = (iso: string | null | undefined, than: string | null | undefined): ReactNode => {
    if (!iso) return "–";
    const at = fromIso(iso);
    const from = than ? fromIso(than) : null;
    if (at === null || from === null || at === from) return isoDate(iso);
    const apart = at > from ? days(from, at) : days(at, from);
    return (
      <>
        {isoDate(iso)}
        <small data-tone={at > from ? "late" : "done"}>
          {t(at > from ? "side.later" : "side.earlier", { days: number(apart) })}
        </small>
      </>
    );
  };
  /** An amount, and how far it is from the project's; `less` of it is better, or neither. */
  const amount = (
    value: number,
    than: number,
    words: (value: number) => string,
    less = false,
  ): ReactNode => (
    <>
      {words(value)}
      {value !== than && (
        <small data-tone={less ? (value > than ? "late" : "done") : undefined}>
          {t(value > than ? "side.more" : "side.less", { amount: words(Math.abs(value - than)) })}
        </small>
      )}
    </>
  );
  const hours = (minutes: number) =>
    t("side.hours", { hours: number(Math.round(minutes / HOUR), 0) });
  const row = (key: string, label: string, cell: (plan: ComparedPlan) => ReactNode): Line => ({
    key,
    label,
    cells: data.plans.map(cell),
  });
  const priced = data.currency !== undefined && data.plans.some((plan) => plan.cost != null);
  const currency = data.currency ?? "EUR";

  const lines: Line[] = [
    row("finish", t("side.finish"), (plan) => date(plan.finish, now.finish)),
    row("start", t("side.start"), (plan) => date(plan.start, now.start)),
  ];
  const chance = (plan: ComparedPlan, which: "p50" | "p80") =>
    odds.waiting.has(planKey(plan)) ? (
      <span className="hw-dim" title={t("side.waiting")}>
        …
      </span>
    ) : (
      date(plan.risk?.[which], now.risk?.[which])
    );
  lines.push(
    row("p50", t("side.p50"), (plan) => chance(plan, "p50")),
    row("p80", t("side.p80"), (plan) => chance(plan, "p80")),
  );
  lines.push(
    row("tasks", t("side.tasks"), (plan) =>
      amount(plan.tasks, now.tasks, (value) => number(value, 0)),
    ),
    row("work", t("side.work"), (plan) => amount(plan.work_minutes, now.work_minutes, hours)),
  );
  if (priced) {
    lines.push(
      row("cost", t("side.cost"), (plan) =>
        amount(
          plan.cost ?? 0,
          now.cost ?? 0,
          (value) => money(value, currency, locale(), true),
          true,
        ),
      ),
    );
  }
  lines.push(
    row("over", t("side.over"), (plan) =>
      plan.over_minutes === 0
        ? t("side.noOver")
        : amount(
            plan.over_minutes,
            now.over_minutes,
            (value) =>
              value === plan.over_minutes
                ? t("side.overPeople", { hours: hours(value), count: plan.over_people })
                : hours(value),
            true,
          ),
    ),
    row("peak", t("side.peak"), (plan) =>
      plan.peak
        ? t("side.peakOf", { percent: number(plan.peak.units / 100, 0), name: plan.peak.name })
        : "–",
    ),
    ...data.milestones.map(
      (milestone): Line => ({
        key: `milestone-${milestone.id}`,
        label: t("side.milestone", { name: milestone.name }),
        cells: milestone.finish.map((iso) => date(iso, milestone.finish[0])),
      }),
    ),
  );

  return (
    <>
      <div className={classes.scroll}>
        <table className={classes.table} aria-label={t("side.title")}>
          <thead>
            <tr>
              <td />
              {data.plans.map((plan) => (
                <th key={`${plan.kind}-${plan.id}`} scope="col">
                  <Heading plan={plan} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="hw-num">
            {lines.map((line) => (
              <tr key={line.key} data-testid={`side-${line.key}`}>
                <th scope="row">{line.label}</th>
                {line.cells.map((cell, place) => (
                  <td key={`${data.plans[place]?.kind}-${data.plans[place]?.id}`}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {data.unpriced && data.unpriced.length > 0 && (
        <p className={classes.note}>
          {t("side.unpriced", {
            count: data.unpriced.length,
            names: data.unpriced.slice(0, 5).join(", "),
          })}
        </p>
      )}
      <p className={classes.note} role="status" data-testid="odds">
        {odds.waiting.size > 0 ? (
          <>
            {t("side.simulating", { count: odds.waiting.size })}{" "}
            <Button size="compact-xs" onClick={odds.stop}>
              {t("side.stop")}
            </Button>
          </>
        ) : odds.stopped && data.plans.some((plan) => !plan.risk) ? (
          <>
            {t("side.noOdds")}{" "}
            <Button size="compact-xs" onClick={odds.start}>
              {t("side.simulate")}
            </Button>
          </>
        ) : (
          now.risk && t("side.risk", { count: now.risk.trials })
        )}
      </p>
    </>
  );
}

export function Heading({ plan }: { plan: Pick<ComparedPlan, "kind" | "name"> }) {
  const { t } = useTranslation("scenarios");
  if (plan.kind === "now") return t("side.now");
  return plan.kind === "base" ? t("side.base", { name: plan.name }) : plan.name;
}

/** What was planned, what is done, what it cost, and where that leads. */

import { Button, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { wish } from "~/here/intents";
import { usePanel } from "~/here/panel";
import { useHere } from "~/here/presence";
import { fromIso } from "~/model/moments";
import { money } from "~/model/money";
import { otherClock } from "~/model/zones";
import { useSession, useStore } from "~/store/react";
import { locale } from "~/text/locale";
import { Chart } from "~/ui/Chart";
import { atPlace, number, planDate, planMoment } from "~/ui/dates";
import { Page, Section } from "~/ui/Page";
import { Skeleton } from "~/ui/Skeleton";
import classes from "./EarnedValuePage.module.css";
import { index } from "./indices";
import { NoCosts } from "./NoCosts";
import { Periods } from "./Periods";
import { type Choices, type EarnedValue, earnedValueQuery } from "./query";
import { TaskTable } from "./TaskTable";

const FORMULAS = ["cpi", "plan", "cpi_spi"] as const;

export function EarnedValuePage() {
  const { t } = useTranslation("earned-value");
  const session = useSession();
  const id = session.store.projectId;
  const version = useStore((store) => store.version);
  const name = useStore((store) => store.project.name);
  const panel = usePanel();
  const [choices, setChoices] = useState<Choices>({ baseline: 0, formula: "cpi", by: "week" });
  const { data, error } = useQuery(earnedValueQuery(id, version, choices));
  useHere("earned-value", panel.task);

  if (error) throw error;
  return (
    <Page
      title={t("title")}
      of={name}
      level={2}
      lead={data && <Lead data={data} />}
      actions={data && <Choose choices={choices} onChange={setChoices} />}
    >
      {!data ? (
        <Skeleton />
      ) : data.total.bac === 0 ? (
        <NoCosts />
      ) : (
        <Body data={data} by={choices.by} onOpen={panel.open} />
      )}
    </Page>
  );
}

function Lead({ data }: { data: EarnedValue }) {
  const { t } = useTranslation("earned-value");
  const zone = useStore((store) => store.project.zone);
  const at = atPlace(planMoment(fromIso(data.at) ?? 0), otherClock(zone));
  const saved = data.baseline;
  return saved
    ? t("lead", { at, baseline: saved.name || t("baselineNumber", { number: saved.number }) })
    : t("leadNoBaseline", { at });
}

function Choose(props: { choices: Choices; onChange: (choices: Choices) => void }) {
  const { t } = useTranslation("earned-value");
  const { choices, onChange } = props;
  const rows = useStore((store) => store.rows("baselines"));
  const saved = [...rows.values()].sort((a, b) => a.number - b.number);
  return (
    <>
      {saved.length > 1 && (
        <NativeSelect
          aria-label={t("baseline")}
          value={choices.baseline}
          onChange={(event) => onChange({ ...choices, baseline: Number(event.target.value) })}
          data={saved.map((one) => ({
            value: String(one.number),
            label: one.name || t("baselineNumber", { number: one.number }),
          }))}
        />
      )}
      <NativeSelect
        aria-label={t("formula")}
        value={choices.formula}
        onChange={(event) => onChange({ ...choices, formula: event.target.value })}
        data={FORMULAS.map((one) => ({ value: one, label: t(`formulas.${one}`) }))}
      />
      <NativeSelect
        aria-label={t("periods.by")}
        value={choices.by}
        onChange={(event) =>
          onChange({ ...choices, by: event.target.value === "month" ? "month" : "week" })
        }
        data={[
          { value: "week", label: t("periods.week") },
          { value: "month", label: t("periods.month") },
        ]}
      />
    </>
  );
}

function Body(props: { data: EarnedValue; by: Choices["by"]; onOpen: (task: number) => void }) {
  const { t } = useTranslation("earned-value");
  const { data } = props;
  const edits = useStore((store) => store.may("plan.edit"));
  return (
    <>
      {edits && (!data.baseline || !data.priced) && (
        <p className={classes.note}>
          <Button onClick={() => wish("baseline", undefined)}>
            {t(data.baseline ? "saveAgain" : "save")}
          </Button>
        </p>
      )}
      <Figures data={data} />
      {data.unpriced.length > 0 && (
        <p className={classes.note}>
          {t("unpriced", {
            count: data.unpriced.length,
            names: data.unpriced.slice(0, 5).join(", "),
          })}
        </p>
      )}
      {!data.priced && <p className={classes.note}>{t("notPriced")}</p>}
      {data.chart && (
        <Section title={t("curve")} level={3}>
          <Chart spec={data.chart} label={t("curve")} />
        </Section>
      )}
      <Section title={t("tasks.title")} level={3}>
        <TaskTable lines={data.tasks} currency={data.currency} onOpen={props.onOpen} />
      </Section>
      <Section title={t(props.by === "week" ? "periods.weeks" : "periods.months")} level={3}>
        <Periods periods={data.periods} currency={data.currency} />
      </Section>
    </>
  );
}

function Figures({ data }: { data: EarnedValue }) {
  const { t } = useTranslation("earned-value");
  const perDay = useStore((store) => store.project.minutes_per_day);
  const { total, schedule } = data;
  const amount = (minor: number | null) =>
    minor === null ? "–" : money(minor, data.currency, locale(), true);
  const days = Math.round((schedule.sv_t_minutes / perDay) * 10) / 10;
  const tone = (index: number | null) =>
    index === null ? undefined : index < 0.95 ? "late" : index < 1 ? undefined : "done";
  const finish = schedule.forecast_finish ? fromIso(schedule.forecast_finish) : null;
  const figures: [key: string, value: string, more: string, tone?: string | undefined][] = [
    ["pv", amount(total.pv), t("more.pv")],
    ["ev", amount(total.ev), t("more.ev", { percent: percent(total.percent_complete) })],
    ["ac", amount(total.ac), t("more.ac", { percent: percent(total.percent_spent) })],
    ["cpi", index(total.cpi), t("more.cpi", { cv: amount(total.cv) }), tone(total.cpi)],
    ["spi", index(total.spi), t("more.spi", { sv: amount(total.sv) }), tone(total.spi)],
    [
      "spi_t",
      index(schedule.spi_t),
      t(days < 0 ? "more.behind" : days > 0 ? "more.ahead" : "more.onPlan", {
        days: number(Math.abs(days)),
      }),
      tone(schedule.spi_t),
    ],
    ["bac", amount(total.bac), t("more.bac")],
    ["eac", amount(total.eac), t("more.eac")],
    ["etc", amount(total.etc), t("more.etc")],
    [
      "vac",
      amount(total.vac),
      t((total.vac ?? 0) < 0 ? "more.over" : "more.under"),
      total.vac !== null && total.vac < 0 ? "late" : undefined,
    ],
    ["tcpi", index(total.tcpi), t("more.tcpi"), (total.tcpi ?? 0) > 1.1 ? "late" : undefined],
    [
      "forecast",
      finish === null ? "–" : planDate(finish),
      t("more.forecast", { days: number(Math.round((schedule.forecast_minutes ?? 0) / perDay)) }),
    ],
  ];
  return (
    <dl className={classes.figures}>
      {figures.map(([key, value, more, colour]) => (
        <div key={key}>
          <dt>{t(`names.${key}`)}</dt>
          <dd className="hw-num" data-tone={colour} data-testid={`ev-${key}`}>
            {value}
          </dd>
          <dd className={classes.more}>{more}</dd>
        </div>
      ))}
    </dl>
  );
}

function percent(value: number | null): string {
  return number(Math.round((value ?? 0) * 100));
}

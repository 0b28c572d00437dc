/** What was finished week by week, and what it says: how many by when, when for how many. */

import { NativeSelect, NumberInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { toIso } from "~/model/moments";
import { useSession, useStore } from "~/store/react";
import { Chart } from "~/ui/Chart";
import { DateField } from "~/ui/DateField";
import { isoDate } from "~/ui/dates";
import { Section } from "~/ui/Page";
import { Sideways } from "~/ui/Sideways";
import { type ForecastOptions, throughputQuery } from "./query";
import classes from "./RiskPage.module.css";

const WEEKS = [4, 8, 12, 26, 52];
const SURE = ["p50", "p80", "p85", "p95"] as const;

export function Throughput() {
  const { t } = useTranslation("risk");
  const { store } = useSession();
  const version = useStore((s) => s.version);
  const [options, setOptions] = useState<ForecastOptions>({ weeks: 12, until: null, items: null });
  const [until, setUntil] = useState<number | null>(null);
  const { data, error } = useQuery(throughputQuery(store.projectId, version, options));
  return (
    <Section title={t("throughput.title")} text={t("throughput.text")} level={3}>
      <div className={classes.ask}>
        <NativeSelect
          label={t("throughput.weeks")}
          value={String(options.weeks)}
          data={WEEKS.map((count) => ({
            value: String(count),
            label: t("throughput.weeksBack", { count }),
          }))}
          onChange={(event) => setOptions({ ...options, weeks: Number(event.currentTarget.value) })}
        />
        <DateField
          label={t("throughput.until")}
          as="finish"
          rules={store.project}
          value={until}
          placeholder={data?.how_many ? isoDate(data.how_many.until) : ""}
          onChange={(value) => {
            setUntil(value);
            setOptions({ ...options, until: value === null ? null : toIso(value).slice(0, 10) });
          }}
        />
        <NumberInput
          label={t("throughput.items")}
          placeholder={data ? String(data.unfinished) : ""}
          value={options.items ?? ""}
          min={1}
          max={100_000}
          allowDecimal={false}
          allowNegative={false}
          onChange={(value) =>
            setOptions({ ...options, items: typeof value === "number" && value > 0 ? value : null })
          }
        />
      </div>
      {error && (
        <p role="alert" className={classes.error}>
          {error.message}
        </p>
      )}
      {data && !error && !data.how_many && <p className="hw-dim">{t("throughput.none")}</p>}
      {data?.charts.history && <Chart spec={data.charts.history} label={t("throughput.history")} />}
      {data && !error && data.how_many && (
        <Sideways className={classes.scroll} label={t("throughput.title")}>
          <table className={classes.table} aria-label={t("throughput.title")}>
            <thead>
              <tr>
                <th scope="col">{t("throughput.sure")}</th>
                <th scope="col" className={classes.right}>
                  {t("throughput.done", { date: isoDate(data.how_many.until) })}
                </th>
                {data.when && (
                  <th scope="col">{t("throughput.when", { count: data.when.items })}</th>
                )}
              </tr>
            </thead>
            <tbody className="hw-num">
              {SURE.map((name) => (
                <tr key={name}>
                  <th scope="row">{t("throughput.surely", { percent: name.slice(1) })}</th>
                  <td className={classes.right}>
                    {t("throughput.tasks", { count: data.how_many?.items[name] ?? 0 })}
                  </td>
                  {data.when && (
                    <td>
                      {data.when.dates
                        ? t("throughput.by", {
                            date: isoDate(data.when.dates[name]),
                            count: data.when.weeks?.[name] ?? 0,
                          })
                        : t("throughput.never")}
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </Sideways>
      )}
    </Section>
  );
}

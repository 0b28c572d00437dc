/** How work flows over the board: cards by column day by day, how long they take, who waits longest. */

import { Button, NativeSelect } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePanel } from "~/here/panel";
import { useHere } from "~/here/presence";
import { useSession, useStore } from "~/store/react";
import { Chart } from "~/ui/Chart";
import { isoDate, number } from "~/ui/dates";
import { EmptyState } from "~/ui/EmptyState";
import { Page, Section } from "~/ui/Page";
import { Skeleton } from "~/ui/Skeleton";
import { Throughput } from "../risk/Throughput";
import classes from "./FlowPage.module.css";
import { type Flow, flowQuery, type Times } from "./query";

const route = getRouteApi("/frame/p/$projectId");
const SPANS = [28, 84, 182, 365];
/** Wait for a burst of changes to end before asking again. */
const SETTLE = 300;
const DAY = 1440;

export function FlowPage() {
  const { t } = useTranslation("flow");
  const { store } = useSession();
  const { projectId } = route.useParams();
  const version = useStore((s) => s.version);
  const name = useStore((s) => s.project.name);
  const [days, setDays] = useState(84);
  const [settled] = useDebouncedValue(version, SETTLE);
  const { data, error } = useQuery(flowQuery(store.projectId, settled, days));
  const panel = usePanel();
  useHere("flow", panel.task);
  if (error) throw error;
  const toBoard = (
    <Button component={Link} to={`/p/${projectId}/board`} variant="filled">
      {t("toBoard")}
    </Button>
  );
  return (
    <Page
      title={t("title")}
      of={name}
      level={2}
      lead={t("lead")}
      actions={
        <NativeSelect
          aria-label={t("span")}
          value={String(days)}
          data={SPANS.map((span) => ({ value: String(span), label: t(`spans.${span}`) }))}
          onChange={(event) => setDays(Number(event.currentTarget.value))}
        />
      }
    >
      {!data ? (
        <Skeleton rows={12} />
      ) : !data.charts.flow && data.finished === 0 && data.aging.length === 0 ? (
        <EmptyState level={2} title={t("empty")} text={t("emptyText")} action={toBoard} />
      ) : (
        <>
          <dl className={classes.figures}>
            <Figure title={t("cycle")} about={t("cycleText")} times={data.cycle} />
            <Figure title={t("leadTime")} about={t("leadText")} times={data.lead} />
          </dl>
          {data.charts.flow && (
            <Section title={t("cumulative")} text={t("cumulativeText")} level={3}>
              <Chart spec={data.charts.flow} label={t("cumulative")} />
            </Section>
          )}
          <Aging data={data} onOpen={panel.open} />
          <Throughput />
        </>
      )}
    </Page>
  );
}

function Figure({ title, about, times }: { title: string; about: string; times: Times | null }) {
  const { t } = useTranslation("flow");
  return (
    <div className={classes.figure}>
      <dt>{title}</dt>
      <dd className="hw-num">
        {times ? t("days", { days: inDays(times.p85_minutes) }) : t("unknown")}
      </dd>
      <dd className={classes.about}>
        {times ? t("percentiles", { days: inDays(times.p50_minutes), count: times.count }) : about}
      </dd>
    </div>
  );
}

function Aging({ data, onOpen }: { data: Flow; onOpen: (id: number) => void }) {
  const { t } = useTranslation("flow");
  if (data.aging.length === 0) return null;
  const usual = data.cycle?.p85_minutes ?? null;
  return (
    <Section title={t("aging")} text={t("agingText")} level={3}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t("task")}</th>
            <th scope="col">{t("since")}</th>
            <th scope="col" className={classes.right}>
              {t("age")}
            </th>
          </tr>
        </thead>
        <tbody className="hw-num">
          {data.aging.map((one) => {
            const late = usual !== null && one.minutes > usual;
            return (
              <tr key={one.task_id}>
                <td>
                  <button
                    type="button"
                    className={classes.task}
                    onClick={() => onOpen(one.task_id)}
                  >
                    {one.name}
                  </button>
                </td>
                <td>{isoDate(one.since)}</td>
                <td className={classes.right} data-late={late || undefined}>
                  {t(late ? "longer" : "days", { days: inDays(one.minutes) })}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Section>
  );
}

function inDays(minutes: number): string {
  const days = minutes / DAY;
  return number(days < 10 ? Math.round(days * 10) / 10 : Math.round(days));
}

/** The plan against its baseline: figures, lists to work off, variances by task, changes of scope. */

import { Button, NativeSelect } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { updateProject } from "~/commands";
import { wish } from "~/here/intents";
import { usePanel } from "~/here/panel";
import { useHere } from "~/here/presence";
import { fromIso } from "~/model/moments";
import { money } from "~/model/money";
import { useSession, useStore } from "~/store/react";
import { FirstTask } from "~/task/FirstTask";
import { locale } from "~/text/locale";
import { DateField } from "~/ui/DateField";
import { instant, number, planMoment } from "~/ui/dates";
import { EmptyState } from "~/ui/EmptyState";
import { Page, Section } from "~/ui/Page";
import { SavedInput } from "~/ui/SavedInput";
import { Skeleton } from "~/ui/Skeleton";
import { amount, hours, signedDays } from "./figures";
import { type Tracked, type TrackedTask, trackingQuery } from "./query";
import { ScopeSection } from "./ScopeSection";
import { TaskList } from "./TaskList";
import classes from "./Tracking.module.css";
import { VarianceTable } from "./VarianceTable";

/** Wait for a burst of changes to end before asking again. */
const SETTLE = 300;

export function TrackingPage() {
  const { t } = useTranslation("tracking");
  const { store } = useSession();
  const version = useStore((s) => s.version);
  const project = useStore((s) => s.project);
  const compared = useStore((s) => s.baseline?.number ?? 0);
  const [days, setDays] = useState(project.minutes_per_week / project.minutes_per_day);
  const limit = Math.round(days * project.minutes_per_day);
  const [every, setEvery] = useState(false);
  const [settled] = useDebouncedValue(version, SETTLE);
  const tracked = useInfiniteQuery(trackingQuery(store.projectId, settled, compared, limit, every));
  const data = tracked.data?.pages[0];
  const { error } = tracked;
  const rows = useMemo(() => tracked.data?.pages.flatMap((one) => one.tasks) ?? [], [tracked.data]);
  const empty = useStore((s) => s.outline().length === 0);
  const panel = usePanel();
  const edits = useStore((s) => s.may("plan.edit"));
  useHere("tracking", panel.task);
  const byId = useMemo(() => new Map(data?.listed.map((task) => [task.id, task])), [data]);

  if (error) throw error;
  return (
    <Page
      title={t("title")}
      of={project.name}
      level={2}
      lead={data && <Lead data={data} />}
      actions={
        edits &&
        !empty && (
          <>
            <Button onClick={() => wish("moveUnfinished", undefined)}>{t("move.open")}</Button>
            <Button onClick={() => wish("saveBaseline", null)}>{t("baselines.open")}</Button>
          </>
        )
      }
    >
      {!data ? (
        <Skeleton />
      ) : empty ? (
        <EmptyState
          level={2}
          title={t("empty.title")}
          text={t("empty.text")}
          action={<FirstTask />}
        />
      ) : (
        <>
          <Controls data={data} days={days} onDays={setDays} edits={edits} />
          {!data.baseline && <NoBaseline edits={edits} />}
          <Figures data={data} />
          <Lists data={data} byId={byId} />
          {data.baseline && (
            <>
              <Section title={t("table.title")} text={t("table.text")} level={3}>
                <VarianceTable
                  data={data}
                  rows={rows}
                  every={every}
                  onEvery={setEvery}
                  onMore={tracked.hasNextPage ? () => void tracked.fetchNextPage() : undefined}
                  loading={tracked.isFetchingNextPage}
                  onOpen={panel.open}
                />
              </Section>
              <ScopeSection baseline={data.baseline.number} onOpen={panel.open} />
            </>
          )}
        </>
      )}
    </Page>
  );
}

function Lead({ data }: { data: Tracked }) {
  const { t } = useTranslation("tracking");
  const at = planMoment(fromIso(data.status_date) ?? 0);
  const saved = data.baseline;
  return (
    <>
      {t(data.follows_today ? "lead.today" : "lead.date", { at })}{" "}
      {saved
        ? t("lead.compared", {
            name: saved.name || t("baselines.number", { number: saved.number }),
            at: saved.taken_at ? instant(saved.taken_at) : "–",
          })
        : t("lead.none")}
    </>
  );
}

function Controls(props: {
  data: Tracked;
  days: number;
  onDays: (days: number) => void;
  edits: boolean;
}) {
  const { t } = useTranslation("tracking");
  const session = useSession();
  const project = useStore((s) => s.project);
  const { baselines, baseline } = props.data;
  return (
    <div className={classes.controls}>
      <DateField
        label={t("controls.status")}
        as="finish"
        rules={project}
        value={project.status_date}
        placeholder={t("controls.today")}
        disabled={!props.edits}
        onChange={(status_date, seen) => void updateProject(session, { status_date }, seen)}
      />
      {baselines.length > 1 && (
        <NativeSelect
          label={t("controls.compare")}
          value={String(baseline?.number ?? 0)}
          onChange={(event) => session.store.compareWith(Number(event.currentTarget.value))}
          data={baselines.map((row) => ({
            value: String(row.number),
            label: row.name || t("baselines.number", { number: row.number }),
          }))}
        />
      )}
      <SavedInput
        label={t("controls.limit")}
        value={String(props.days)}
        inputMode="decimal"
        check={(text) => {
          const days = Number(text.replace(",", "."));
          return text !== "" && days >= 0 && days <= 1000 ? "" : t("controls.limitWrong");
        }}
        onSave={(text) => props.onDays(Number(text.replace(",", ".")))}
      />
    </div>
  );
}

function NoBaseline({ edits }: { edits: boolean }) {
  const { t } = useTranslation("tracking");
  return (
    <div className={classes.notice}>
      <p>{t("noBaseline")}</p>
      {edits && (
        <Button size="compact-sm" onClick={() => wish("saveBaseline", null)}>
          {t("baselines.save")}
        </Button>
      )}
    </div>
  );
}

function Figures({ data }: { data: Tracked }) {
  const { t } = useTranslation("tracking");
  const perDay = useStore((s) => s.project.minutes_per_day);
  const { totals } = data;
  const tone = (value: number | null) =>
    value === null || value === 0 ? undefined : value > 0 ? "late" : "done";
  const figures: [key: string, value: string, tone: string | undefined][] = [
    ["finish", signedDays(totals.finish_minutes, perDay), tone(totals.finish_minutes)],
    ["duration", signedDays(totals.duration_minutes, perDay), tone(totals.duration_minutes)],
    ["work", hours(totals.work_minutes), tone(totals.work_minutes)],
  ];
  if (data.currency) {
    const paid = amount(totals.cost, (minor) => money(minor, data.currency ?? "", locale(), true));
    figures.push(["cost", paid, tone(totals.cost)]);
  }
  figures.push(
    ["late", number(data.late.length), data.late.length ? "late" : undefined],
    ["leftBehind", number(data.left_behind.length), data.left_behind.length ? "late" : undefined],
  );
  return (
    <dl className={classes.figures}>
      {figures.map(([key, value, colour]) => (
        <div key={key}>
          <dt>{t(`figures.${key}`)}</dt>
          <dd className="hw-num" data-tone={colour} data-testid={`tracking-${key}`}>
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Lists({ data, byId }: { data: Tracked; byId: ReadonlyMap<number, TrackedTask> }) {
  const { t } = useTranslation("tracking");
  const perDay = useStore((s) => s.project.minutes_per_day);
  const days = (minutes: number) => number(Math.round((10 * minutes) / perDay) / 10);
  const late = new Map(data.late.map((one) => [one.id, one]));
  const slip = (task: TrackedTask) => signedDays(task.variance?.finish_minutes ?? null, perDay);
  const lists: [key: string, ids: readonly number[], of: (task: TrackedTask) => string][] = [
    [
      "leftBehind",
      data.left_behind,
      (task) =>
        task.behind_minutes
          ? t("lists.behind", { days: days(task.behind_minutes) })
          : t("lists.notDone"),
    ],
    [
      "late",
      data.late.map((one) => one.id),
      (task) => {
        const found = late.get(task.id);
        if (!found) return "";
        const key = days(found.minutes) === "0" ? "now" : found.end;
        return t(`lists.end.${key}`, { days: days(found.minutes) });
      },
    ],
    ["slipping", data.slipping, slip],
    [
      "nearlyCritical",
      data.nearly_critical,
      (task) => t("lists.float", { days: days(task.total_float_minutes) }),
    ],
    ["finishedEarly", data.finished_early, slip],
  ];
  return (
    <div className={classes.columns}>
      {lists.map(([key, ids, of]) => (
        <Section key={key} title={t(`lists.${key}.title`)} text={t(`lists.${key}.text`)} level={3}>
          <TaskList
            tasks={ids.flatMap((id) => byId.get(id) ?? [])}
            count={ids.length}
            empty={t(`lists.${key}.empty`)}
            tone={key === "finishedEarly" ? "done" : key === "nearlyCritical" ? "risk" : "late"}
            of={of}
          />
        </Section>
      ))}
    </div>
  );
}

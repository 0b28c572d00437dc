/** Which changes moved the finish or a milestone, by whom and how far; and how to finish earlier. */

import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { planNow } from "~/commands";
import { wish } from "~/here/intents";
import { usePanel } from "~/here/panel";
import { lastTask } from "~/here/paths";
import { useHere } from "~/here/presence";
import { DAY } from "~/model/moments";
import { otherClock } from "~/model/zones";
import { useSession, useStore } from "~/store/react";
import type { ProjectStore } from "~/store/types";
import { FirstTask } from "~/task/FirstTask";
import { isoDate, number, toDateInput } from "~/ui/dates";
import { EmptyState } from "~/ui/EmptyState";
import { Page, Section } from "~/ui/Page";
import { Skeleton } from "~/ui/Skeleton";
import classes from "./DelaysPage.module.css";
import { FinishEarlier } from "./FinishEarlier";
import { type Attribution, attributionQuery, type Stretch } from "./query";
import { Waterfall } from "./Waterfall";

const SETTLE = 300;

export function DelaysPage() {
  const { t } = useTranslation(["delays", "ui"]);
  const { store } = useSession();
  const elsewhere = useStore((s) => otherClock(s.project.zone));
  const version = useStore((s) => s.version);
  const name = useStore((s) => s.project.name);
  const [settled] = useDebouncedValue(version, SETTLE);
  const [stretch, setStretch] = useState<Stretch>({ from: "", to: "", task: null });
  const { data, error } = useQuery(attributionQuery(store.projectId, settled, stretch));
  const panel = usePanel();
  useHere("delays", panel.task);

  const perDay = data?.minutes_per_day ?? 480;
  const planned = useStore((s) => s.outline().length > 0);
  // What once was there has its delays, though nothing is left.
  if (!planned && data?.items.length === 0) {
    return (
      <Page title={t("title")} of={name} level={2} lead={t("lead")}>
        <EmptyState
          level={2}
          title={t("empty.title")}
          text={t("empty.text")}
          action={<FirstTask />}
        />
      </Page>
    );
  }
  return (
    <Page title={t("title")} of={name} level={2} lead={t("lead")}>
      <Choose stretch={stretch} onChange={setStretch} />
      {error ? (
        <p className={classes.wrong} role="alert">
          {error.message}
        </p>
      ) : !data ? (
        <Skeleton rows={8} />
      ) : (
        <>
          <p className={classes.summary} data-testid="delays-total">
            <Total data={data} />
          </p>
          {data.note && <p className={classes.note}>{data.note}</p>}
          {data.items.length === 0 ? (
            <EmptyState level={2} title={t("empty.title")} text={t("empty.text")} />
          ) : (
            <Waterfall
              items={data.items}
              perDay={perDay}
              onOpen={panel.open}
              onCloser={(first, last) =>
                setStretch({ ...stretch, from: String(first), to: String(last) })
              }
            />
          )}
          {elsewhere && data.items.length > 0 && (
            <p className={classes.note}>{t("ui:zone.both", { place: elsewhere })}</p>
          )}
          <p className={classes.note}>
            {t("unmoved", { count: data.unmoved, all: number(data.changes) })}
          </p>
          {(data.undone > 0 || stretch.undone) && (
            <Checkbox
              mt={4}
              label={t("undone")}
              description={data.undone > 0 ? t("undoneMore", { count: data.undone }) : undefined}
              checked={stretch.undone ?? false}
              onChange={(event) => setStretch({ ...stretch, undone: event.currentTarget.checked })}
            />
          )}
        </>
      )}
      <Section title={t("earlier.title")} text={t("earlier.text")} level={3}>
        <FinishEarlier task={stretch.task} version={settled} />
      </Section>
    </Page>
  );
}

function Total({ data }: { data: Attribution }) {
  const { t } = useTranslation("delays");
  const days = data.minutes / data.minutes_per_day;
  const what = data.name ?? t("projectFinish");
  const dates = { from: isoDate(data.from.finish), to: isoDate(data.to.finish), what };
  if (data.from.finish === null) return t("total.fresh", { ...dates });
  if (data.minutes === 0) return t("total.same", { ...dates });
  const key = data.minutes > 0 ? "total.later" : "total.earlier";
  return t(key, { ...dates, days: number(Math.abs(days)) });
}

/** What is looked at: the date, and between which versions. */
function Choose(props: { stretch: Stretch; onChange: (stretch: Stretch) => void }) {
  const { t } = useTranslation("delays");
  const { stretch, onChange } = props;
  const targets = useStore(targetsOf, (a, b) => a === b);
  const saved = useStore((s) =>
    [...s.rows("baselines").values()]
      .sort((a, b) => a.number - b.number)
      .map((row) => `${row.number}\t${row.name || t("baseline", { number: row.number })}`)
      .join("\n"),
  );
  const { store } = useSession();
  const [custom, setCustom] = useState({ from: false, to: false });
  const ago = (days: number) => toDateInput(planNow(store) - days * DAY);
  const known = (value: string, among: readonly { value: string }[]) =>
    among.some((one) => one.value === value);
  const begins = [
    ...(saved === ""
      ? [{ value: "", label: t("from.start") }]
      : saved.split("\n").map((line) => {
          const [key, label] = line.split("\t");
          return {
            value: key === "0" ? "" : `baseline:${key}`,
            label: t("from.baseline", { name: label }),
          };
        })),
    ...(saved === "" ? [] : [{ value: "1", label: t("from.start") }]),
    { value: ago(7), label: t("from.week") },
    { value: ago(30), label: t("from.month") },
  ];
  const ends = [{ value: "", label: t("to.now") }];
  const others = (value: string, among: readonly { value: string; label: string }[]) =>
    value !== "" && !known(value, among) && /^\d+$/.test(value)
      ? [{ value, label: t("version", { number: value }) }]
      : [];
  return (
    <div className={classes.choose}>
      <NativeSelect
        label={t("target")}
        value={String(stretch.task ?? "")}
        data={[
          { value: "", label: t("projectFinish") },
          ...targets
            .split("\n")
            .filter((line) => line !== "")
            .map((line) => {
              const [value, label] = line.split("\t");
              return { value: value ?? "", label: label ?? "" };
            }),
        ]}
        onChange={(event) =>
          onChange({ ...stretch, task: Number(event.currentTarget.value) || null })
        }
      />
      {(["from", "to"] as const).map((end) => {
        const among = end === "from" ? begins : ends;
        const value = stretch[end];
        const dated = custom[end] && !/^\d+$/.test(value) && !value.startsWith("baseline");
        return (
          <div key={end} className={classes.end}>
            <NativeSelect
              label={t(`${end}.label`)}
              value={dated ? "date" : value}
              data={[...among, ...others(value, among), { value: "date", label: t("date") }]}
              onChange={(event) => {
                const chosen = event.currentTarget.value;
                setCustom({ ...custom, [end]: chosen === "date" });
                onChange({ ...stretch, [end]: chosen === "date" ? ago(14) : chosen });
              }}
            />
            {dated && (
              <TextInput
                type="date"
                label={t(`${end}.date`)}
                value={value}
                onChange={(event) => onChange({ ...stretch, [end]: event.currentTarget.value })}
              />
            )}
          </div>
        );
      })}
      <Button onClick={() => wish("path", stretch.task ?? lastTask(store))}>{t("path")}</Button>
    </div>
  );
}

/** Milestones and tasks with a deadline, by date: key and name a line. */
function targetsOf(store: ProjectStore): string {
  const found: { id: number; name: string; finish: number }[] = [];
  for (const line of store.outline()) {
    const task = store.task(line.id);
    const dates = store.schedule(line.id);
    if (!task?.active || !dates) continue;
    if (task.milestone || task.deadline !== null || line.level === 0) {
      found.push({ id: line.id, name: task.name, finish: dates.finish });
    }
  }
  found.sort((a, b) => a.finish - b.finish);
  return found.map((one) => `${one.id}\t${one.name.replaceAll(/[\t\n]/g, " ")}`).join("\n");
}

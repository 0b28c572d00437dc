/** Which changes moved the finish or a milestone, by whom and how far; and how to finish earlier. */

import { Checkbox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePanel } from "~/here/panel";
import { useHere } from "~/here/presence";
import { otherClock } from "~/model/zones";
import { useSession, useStore } from "~/store/react";
import { FirstTask } from "~/task/FirstTask";
import { isoDate, number } from "~/ui/dates";
import { EmptyState } from "~/ui/EmptyState";
import { Page, Section } from "~/ui/Page";
import { Skeleton } from "~/ui/Skeleton";
import { Choose } from "./Choose";
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

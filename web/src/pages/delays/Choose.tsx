/** What is looked at on the page of delays: which date, and between which two versions. */

import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { planNow } from "~/commands";
import { wish } from "~/here/intents";
import { lastTask } from "~/here/paths";
import { historyQuery } from "~/here/queries";
import { DAY } from "~/model/moments";
import { useSession, useStore } from "~/store/react";
import type { ProjectStore } from "~/store/types";
import { instant, toDateInput } from "~/ui/dates";
import { describe, rowNames } from "../history/describe";
import classes from "./DelaysPage.module.css";
import type { Stretch } from "./query";

const ENDS = ["from", "to"] as const;
type End = (typeof ENDS)[number];
/** Named neither by a baseline nor by the calendar: a date or a change of the history. */
type Kind = "date" | "change" | null;
/** Changes to choose from; older ones are reached by their date. */
const CHANGES = 200;

/** What is looked at: the date, and between which versions. */
export function Choose(props: { stretch: Stretch; onChange: (stretch: Stretch) => void }) {
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
  const [custom, setCustom] = useState<Record<End, Kind>>({ from: null, to: null });
  const ago = (days: number) => toDateInput(planNow(store) - days * DAY);
  const known = (value: string, among: readonly { value: string }[]) =>
    among.some((one) => one.value === value);
  const baselines = saved === "" ? [] : saved.split("\n").map((line) => line.split("\t"));
  const kept = baselines.map(([key, label]) => ({
    value: `baseline:${key}`,
    label: t("from.baseline", { name: label }),
  }));
  const begins = [
    // Baseline 0 is what it begins with where nothing is said, without one the start.
    ...kept.map((one) => (one.value === "baseline:0" ? { ...one, value: "" } : one)),
    { value: kept.some((one) => one.value === "baseline:0") ? "1" : "", label: t("from.start") },
    { value: ago(7), label: t("from.week") },
    { value: ago(30), label: t("from.month") },
  ];
  const ends = [{ value: "", label: t("to.now") }, ...kept];
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
      {ENDS.map((end) => {
        const among = end === "from" ? begins : ends;
        const value = stretch[end];
        // A closer look at a step names versions, whatever was chosen before.
        const kind = custom[end] === "date" && /^\d+$/.test(value) ? null : custom[end];
        const put = (next: string) => onChange({ ...stretch, [end]: next });
        return (
          <div key={end} className={classes.end}>
            <NativeSelect
              label={t(`${end}.label`)}
              value={kind ?? value}
              data={[
                ...among,
                ...others(value, among),
                { value: "change", label: t("change") },
                { value: "date", label: t("date") },
              ]}
              onChange={(event) => {
                const chosen = event.currentTarget.value;
                const next = chosen === "date" || chosen === "change" ? chosen : null;
                setCustom({ ...custom, [end]: next });
                if (chosen !== "change") put(chosen === "date" ? ago(14) : chosen);
              }}
            />
            {kind === "date" && (
              <TextInput
                type="date"
                label={t(`${end}.date`)}
                value={value}
                onChange={(event) => put(event.currentTarget.value)}
              />
            )}
            {kind === "change" && (
              <ChangeField label={t(`${end}.change`)} value={value} onChange={put} />
            )}
          </div>
        );
      })}
      <Button onClick={() => wish("path", stretch.task ?? lastTask(store))}>{t("path")}</Button>
    </div>
  );
}

/** A version by the change that made it: the plan as it was after it. */
function ChangeField(props: { label: string; value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation(["delays", "history", "shell"]);
  const { store } = useSession();
  const { data } = useQuery(historyQuery(store.projectId, CHANGES));
  const names = rowNames(store);
  return (
    <NativeSelect
      label={props.label}
      w={300}
      value={/^\d+$/.test(props.value) ? props.value : ""}
      data={[
        { value: "", label: t("chooseChange"), disabled: true },
        ...(data ?? []).map((item) => ({
          value: String(item.version),
          label: t("changeBy", {
            at: instant(item.at),
            name: item.actor.name || t("system"),
            what: describe(item, (id) => store.task(id)?.name, t, names),
          }),
        })),
      ]}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
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

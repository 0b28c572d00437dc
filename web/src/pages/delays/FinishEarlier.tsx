/** What would have to change to finish some days earlier: the cheapest cuts, what counts, overlaps. */

import { Button, NativeSelect, NumberInput, UnstyledButton } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePanel, useReveal } from "~/here/panel";
import { holdProposal } from "~/here/preview";
import { money } from "~/model/money";
import type { Change } from "~/protocol/envelope";
import type { ScheduleRow } from "~/protocol/tables.generated";
import { useSession } from "~/store/react";
import type { ProjectStore } from "~/store/types";
import { locale } from "~/text/locale";
import { isoDate, number, planDate } from "~/ui/dates";
import { useApplyChange } from "../history/apply";
import classes from "./DelaysPage.module.css";
import { type Earlier, earlierQuery, type Wish } from "./query";

const SETTLE = 400;
/** Tasks that move, listed in a preview. */
const SHOWN = 12;

export function FinishEarlier({ task, version }: { task: number | null; version: number }) {
  const { t } = useTranslation("delays");
  const { store } = useSession();
  const [days, setDays] = useState(5);
  const [share, setShare] = useState(70);
  const [basis, setBasis] = useState<Wish["basis"]>("");
  const [wish] = useDebouncedValue<Wish>({ days, task, share, basis }, SETTLE);
  const { data, error } = useQuery({
    ...earlierQuery(store.projectId, version, wish),
    enabled: wish.days > 0,
  });
  const given = (value: string | number, least: number, most: number, set: (n: number) => void) => {
    if (typeof value === "number" && value >= least && value <= most) set(value);
  };
  return (
    <>
      <div className={classes.choose}>
        <NumberInput
          label={t("earlier.days")}
          value={days}
          min={1}
          max={250}
          step={1}
          w={120}
          onChange={(value) => given(value, 0.1, 250, setDays)}
        />
        <NumberInput
          label={t("earlier.share")}
          value={share}
          min={10}
          max={100}
          step={5}
          suffix=" %"
          w={190}
          onChange={(value) => given(value, 10, 100, setShare)}
        />
        {data?.costs_known && (
          <NativeSelect
            label={t("earlier.basis")}
            value={basis}
            data={[
              { value: "", label: t("earlier.cost") },
              { value: "time", label: t("earlier.time") },
            ]}
            onChange={(event) => setBasis(event.currentTarget.value as Wish["basis"])}
          />
        )}
      </div>
      {error && (
        <p className={classes.wrong} role="alert">
          {error.message}
        </p>
      )}
      {data && <Cuts data={data} />}
      {data && <Counts data={data} />}
      {data && data.overlaps.length > 0 && <Overlaps data={data} />}
    </>
  );
}

function Cuts({ data }: { data: Earlier }) {
  const { t } = useTranslation("delays");
  const applyChange = useApplyChange();
  const show = useShow();
  const session = useSession();
  const panel = usePanel();
  const [busy, setBusy] = useState(false);
  const [seen, setSeen] = useState<{ of: Earlier; problem: string | null; moves: Move[] } | null>(
    null,
  );
  const { plan, minutes_per_day: perDay } = data;
  const edits = session.store.may("plan.edit");
  const gain = number(plan.gain_minutes / perDay);
  const cost = plan.cost === null ? "" : money(plan.cost, data.currency, locale());

  const preview = async () => {
    const found = await session.preview(plan.commands);
    if (!found) return;
    const moves = movesOf(session.store, found.schedule);
    setSeen({ of: data, problem: found.problem?.detail ?? null, moves });
  };
  const apply = async () => {
    setBusy(true);
    await applyChange(plan.commands, t("earlier.applied", { days: gain }));
    setBusy(false);
  };

  return (
    <div className={classes.part}>
      <p className={classes.summary} data-testid="earlier-answer">
        {plan.tasks.length === 0
          ? t("earlier.nothing")
          : t(cost ? "earlier.answerCost" : "earlier.answer", {
              days: gain,
              finish: isoDate(plan.finish),
              count: plan.tasks.length,
              cost,
            })}{" "}
        {plan.tasks.length > 0 && !plan.reached && t("earlier.notAll")}
      </p>
      {plan.tasks.length > 0 && (
        <div className={classes.scroll}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{t("columns.task")}</th>
                <th scope="col" className={classes.right}>
                  {t("columns.before")}
                </th>
                <th scope="col" className={classes.right}>
                  {t("columns.after")}
                </th>
                {cost && (
                  <th scope="col" className={classes.right}>
                    {t("columns.cost")}
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {plan.tasks.map((row) => (
                <tr key={row.task_id}>
                  <th scope="row">
                    <Name id={row.task_id} name={row.name} onOpen={panel.open} />
                    {row.optimistic && (
                      <span className={classes.mark}>{t("earlier.optimistic")}</span>
                    )}
                  </th>
                  <td className={`${classes.right} hw-num`}>
                    {t("days", { days: number(row.before_minutes / perDay) })}
                  </td>
                  <td className={`${classes.right} hw-num`}>
                    {t("days", { days: number(row.after_minutes / perDay) })}
                  </td>
                  {cost && (
                    <td className={`${classes.right} hw-num`}>
                      {row.cost === null ? "–" : money(row.cost, data.currency, locale())}
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {edits && plan.commands.length > 0 && (
        <div className={classes.actions}>
          <Button onClick={() => void preview()}>{t("earlier.preview")}</Button>
          <Button
            onClick={() =>
              show({
                title: t("earlier.held", { days: gain, count: plan.tasks.length }),
                apply: t("earlier.apply"),
                done: t("earlier.applied", { days: gain }),
                commands: plan.commands,
                reveal: plan.tasks[0]?.task_id,
              })
            }
          >
            {t("earlier.show")}
          </Button>
          <Button variant="filled" loading={busy} onClick={() => void apply()}>
            {t("earlier.apply")}
          </Button>
          <span className="hw-dim" role="status">
            {seen?.of === data &&
              (seen.problem ?? t("earlier.moves", { count: seen.moves.length }))}
          </span>
        </div>
      )}
      {seen?.of === data && seen.moves.length > 0 && (
        <ul className={classes.overlaps} aria-label={t("earlier.preview")}>
          {seen.moves.slice(0, SHOWN).map((move) => (
            <li key={move.id}>
              <Name id={move.id} name={move.name} onOpen={panel.open} />
              <span className="hw-num hw-dim">
                {planDate(move.before)} → {planDate(move.after)}
              </span>
            </li>
          ))}
        </ul>
      )}
      <ul className={classes.assumptions}>
        {data.assumptions.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </div>
  );
}

interface Move {
  readonly id: number;
  readonly name: string;
  readonly before: number;
  readonly after: number;
}

/** Tasks whose finish moves, milestones first, then those that move most. */
function movesOf(store: ProjectStore, schedule: ReadonlyMap<number, ScheduleRow>): Move[] {
  const found: (Move & { stone: boolean })[] = [];
  for (const row of schedule.values()) {
    const now = store.schedule(row.id);
    const task = store.task(row.id);
    if (!now || !task || now.finish === row.finish || store.outlineLine(row.id)?.hasChildren)
      continue;
    const { id, name, milestone: stone } = task;
    found.push({ id, name, before: now.finish, after: row.finish, stone });
  }
  return found.sort(
    (a, b) => Number(b.stone) - Number(a.stone) || b.before - b.after - (a.before - a.after),
  );
}

function Counts({ data }: { data: Earlier }) {
  const { t } = useTranslation("delays");
  const panel = usePanel();
  const perDay = data.minutes_per_day;
  if (data.counts.length === 0) return null;
  return (
    <div className={classes.part}>
      <h4>{t("earlier.counts")}</h4>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t("columns.task")}</th>
              <th scope="col" className={classes.right}>
                {t("columns.perDay")}
              </th>
              <th scope="col" className={classes.right}>
                {t("columns.drag")}
              </th>
              {data.costs_known && (
                <th scope="col" className={classes.right}>
                  {t("columns.costPerDay")}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {data.counts.slice(0, 12).map((row) => (
              <tr key={row.task_id}>
                <th scope="row">
                  <Name id={row.task_id} name={row.name} onOpen={panel.open} />
                </th>
                <td className={`${classes.right} hw-num`}>
                  {t("days", { days: number(row.gain_minutes / row.cut_minutes, 2) })}
                </td>
                <td className={`${classes.right} hw-num`}>
                  {t("dragOf", {
                    days: number(row.drag_minutes / perDay),
                    most: number(row.most_minutes / perDay),
                  })}
                </td>
                {data.costs_known && (
                  <td className={`${classes.right} hw-num`}>
                    {row.cost_per_day === null
                      ? "–"
                      : money(row.cost_per_day, data.currency, locale())}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function Overlaps({ data }: { data: Earlier }) {
  const { t } = useTranslation("delays");
  const panel = usePanel();
  const { store } = useSession();
  const show = useShow();
  const applyChange = useApplyChange();
  const edits = store.may("plan.edit");
  const perDay = data.minutes_per_day;
  return (
    <div className={classes.part}>
      <h4>{t("earlier.overlaps")}</h4>
      <p className={classes.note}>{t("earlier.overlapsText")}</p>
      <ul className={classes.overlaps}>
        {data.overlaps.slice(0, 8).map((row) => {
          const names = {
            first: row.predecessor.name || t("unnamed"),
            second: row.successor.name || t("unnamed"),
            lead: number(row.lead_minutes / perDay),
          };
          const commands = [overlapping(row)];
          return (
            <li key={row.link_id}>
              <Name id={row.predecessor.task_id} name={row.predecessor.name} onOpen={panel.open} />
              <span aria-hidden>→</span>
              <Name id={row.successor.task_id} name={row.successor.name} onOpen={panel.open} />
              <span className="hw-dim">
                {t("earlier.lead", {
                  lead: number(row.lead_minutes / perDay),
                  gain: number(row.gain_minutes / perDay),
                })}
              </span>
              {edits && (
                <span className={classes.row}>
                  <Button
                    size="compact-xs"
                    aria-label={t("earlier.overlapShow", names)}
                    onClick={() =>
                      show({
                        title: t("earlier.overlapHeld", names),
                        apply: t("earlier.overlap"),
                        done: t("earlier.overlapped", names),
                        commands,
                        reveal: row.successor.task_id,
                      })
                    }
                  >
                    {t("earlier.show")}
                  </Button>
                  <Button
                    size="compact-xs"
                    aria-label={t("earlier.overlapLabel", names)}
                    onClick={() => void applyChange(commands, t("earlier.overlapped", names))}
                  >
                    {t("earlier.overlap")}
                  </Button>
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** The second task begins before the first is done: a lead in their link. */
function overlapping(row: Earlier["overlaps"][number]): Change {
  const fields = { lag: -row.lead_minutes, lag_kind: "working", lag_unit: "d" };
  return { type: "link.update", payload: { id: row.link_id, fields } };
}

/** A function that shows a change in the Gantt, to be applied or dropped there. */
function useShow() {
  const { t } = useTranslation("delays");
  const { store } = useSession();
  const reveal = useReveal();
  return (asked: {
    title: string;
    apply: string;
    done: string;
    commands: readonly Change[];
    reveal: number | undefined;
  }) => {
    const { reveal: first, ...change } = asked;
    const { projectId } = store;
    holdProposal({ projectId, ...change, view: "delays", back: t("earlier.back") });
    if (first !== undefined) reveal(first);
  };
}

function Name(props: { id: number; name: string; onOpen: (id: number) => void }) {
  const { t } = useTranslation("delays");
  return (
    <UnstyledButton className={classes.task} onClick={() => props.onOpen(props.id)}>
      {props.name || t("unnamed")}
    </UnstyledButton>
  );
}

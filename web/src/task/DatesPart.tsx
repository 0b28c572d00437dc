/** When a task is, why it is then, and what holds it there. */

import { Button, NativeSelect, SegmentedControl, UnstyledButton } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  setConstraint,
  setDeadline,
  setDuration,
  setField,
  setFinish,
  setManual,
  setStart,
  unpin,
} from "~/commands";
import { useReveal } from "~/here/panel";
import { taskWhyQuery, type WhyStep } from "~/here/queries";
import { formatDuration, parseDuration } from "~/model/durations";
import { inScenario } from "~/model/scenario";
import type { TaskRow } from "~/protocol/tables.generated";
import { useSession, useStore } from "~/store/react";
import { seenAt } from "~/store/seen";
import { DateField } from "~/ui/DateField";
import { number, planDate } from "~/ui/dates";
import { IconChevronDown, IconChevronRight, IconPin } from "~/ui/icons";
import { SavedInput } from "~/ui/SavedInput";
import { WhySteps } from "~/ui/WhyChain";
import { Part } from "./Part";
import classes from "./TaskPanel.module.css";

const CONSTRAINTS = ["asap", "alap", "snet", "snlt", "fnet", "fnlt", "mso", "mfo"] as const;
const DATELESS = new Set<TaskRow["constraint"]>(["asap", "alap"]);
const SETTLE = 120;

export function DatesPart({ id, edits }: { id: number; edits: boolean }) {
  const { t } = useTranslation("task");
  const session = useSession();
  const task = useStore((store) => store.task(id));
  const dates = useStore((store) => store.schedule(id));
  const project = useStore((store) => store.project);
  const summary = useStore((store) => store.outlineLine(id)?.hasChildren ?? false);
  if (!task) return null;
  const fixed = !edits || summary;
  const rest = task.calendar_id !== null;

  return (
    <Part
      title={t("dates.title")}
      aside={
        !summary && (
          <SegmentedControl
            aria-label={t("dates.mode")}
            disabled={!edits}
            value={task.mode}
            onChange={(mode) => void setManual(session, id, mode === "manual")}
            data={[
              { value: "auto", label: t("dates.auto") },
              { value: "manual", label: t("dates.manual") },
            ]}
          />
        )
      }
    >
      <div className={classes.grid}>
        <DateField
          label={t("dates.start")}
          as="start"
          rules={project}
          value={dates?.start ?? task.manual_start}
          disabled={fixed}
          onChange={(value, seen) => void setStart(seenAt(session, seen), id, value ?? "")}
        />
        <DateField
          label={t("dates.finish")}
          as="finish"
          rules={project}
          value={dates?.finish ?? task.manual_finish}
          disabled={fixed}
          onChange={(value, seen) => void setFinish(seenAt(session, seen), id, value ?? "")}
        />
        <SavedInput
          label={t("dates.duration")}
          value={
            summary
              ? formatDuration(dates?.duration ?? 0, "d", project)
              : formatDuration(task.duration, task.duration_unit, project, task.estimated)
          }
          disabled={fixed}
          check={(text) => (parseDuration(text, project) ? "" : t("dates.durationWrong"))}
          onSave={(text, seen) => void setDuration(seenAt(session, seen), id, text)}
        />
        <DateField
          label={t("dates.deadline")}
          as="finish"
          rules={project}
          value={task.deadline}
          disabled={!edits}
          placeholder={t("dates.none")}
          onChange={(value, seen) => void setDeadline(seenAt(session, seen), id, value)}
        />
      </div>
      {summary && <p className={classes.note}>{t("dates.ofTasks")}</p>}
      {!DATELESS.has(task.constraint) && task.mode === "auto" && (
        <p className={classes.pin}>
          <IconPin size={15} stroke={1.8} />
          <span>
            {t(`constraints.${task.constraint}`)}{" "}
            {task.constraint_date !== null && planDate(task.constraint_date)}
          </span>
          {edits && (
            <Button size="compact-xs" onClick={() => void unpin(session, id)}>
              {t("dates.unpin")}
            </Button>
          )}
        </p>
      )}
      <Why id={id} />
      {!summary && (
        <details className={classes.more} open={rest || undefined}>
          <summary>{t("dates.more")}</summary>
          <div className={classes.grid}>
            <NativeSelect
              label={t("dates.constraint")}
              value={task.constraint}
              disabled={!edits}
              onChange={(event) => {
                const constraint = event.currentTarget.value as TaskRow["constraint"];
                const ofFinish = ["fnet", "fnlt", "mfo"].includes(constraint);
                const now = ofFinish ? dates?.finish : dates?.start;
                const date = DATELESS.has(constraint)
                  ? null
                  : (task.constraint_date ?? now ?? null);
                void setConstraint(session, id, constraint, date);
              }}
              data={CONSTRAINTS.map((value) => ({ value, label: t(`constraints.${value}`) }))}
            />
            {!DATELESS.has(task.constraint) && (
              <DateField
                label={t("dates.constraintDate")}
                as={["fnet", "fnlt", "mfo"].includes(task.constraint) ? "finish" : "start"}
                rules={project}
                value={task.constraint_date}
                disabled={!edits}
                required
                onChange={(date, seen) =>
                  void setConstraint(seenAt(session, seen), id, task.constraint, date)
                }
              />
            )}
            <CalendarField task={task} edits={edits} />
          </div>
        </details>
      )}
    </Part>
  );
}

function CalendarField({ task, edits }: { task: TaskRow; edits: boolean }) {
  const { t } = useTranslation("task");
  const session = useSession();
  const calendars = useStore((store) => store.rows("calendars"));
  const project = useStore((store) => store.parentId ?? store.projectId);
  return (
    <NativeSelect
      label={t("dates.calendar")}
      value={String(task.calendar_id ?? "")}
      disabled={!edits}
      onChange={(event) =>
        void setField(session, task.id, "calendar_id", Number(event.currentTarget.value) || null)
      }
      data={[
        { value: "", label: t("dates.projectCalendar") },
        ...[...calendars.values()]
          .filter((row) => row.project_id === null || row.project_id === project)
          .map((row) => ({ value: String(row.id), label: row.name })),
      ]}
    />
  );
}

/** The first reasons of both dates, always; the rest of a chain on demand. */
function Why({ id }: { id: number }) {
  const { t } = useTranslation("task");
  const { store } = useSession();
  const version = useStore((store) => store.version);
  const compared = useStore((s) => s.baseline?.number ?? 0);
  const [settled] = useDebouncedValue(version, SETTLE);
  const { data } = useQuery(taskWhyQuery(id, settled, inScenario(store), compared));
  const slip = data?.slip;
  return (
    <div className={classes.why}>
      <Chain chain={data?.chain ?? []} asks={t("dates.because")} testId="task-why" />
      <Chain
        chain={data?.finish_chain ?? []}
        asks={t("dates.finishBecause")}
        testId="task-why-finish"
      />
      {slip && slip.minutes > 0 && (
        <p className={classes.slip}>
          {t(slip.cause ? "dates.slipCause" : "dates.slip", {
            days: number(slip.days),
            cause: slip.cause?.name,
            causeDays: number(slip.cause?.days ?? 0),
          })}
        </p>
      )}
    </div>
  );
}

function Chain(props: { chain: readonly WhyStep[]; asks: string; testId: string }) {
  const [open, setOpen] = useState(false);
  const reveal = useReveal();
  const [first] = props.chain;
  if (!first) return null;
  return (
    <>
      <UnstyledButton
        className={classes.reason}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        data-testid={props.testId}
      >
        {open ? <IconChevronDown size={15} /> : <IconChevronRight size={15} />}
        <span>
          <span className="hw-dim">{props.asks}</span> {first.text}
        </span>
      </UnstyledButton>
      {open && <WhySteps chain={props.chain} cause={null} onReveal={reveal} />}
    </>
  );
}

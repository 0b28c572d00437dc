/** How often a task recurs: daily, weekly or monthly, a number of times or until a day. */

import { Button, Checkbox, Group, Modal, NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { recurTask } from "~/commands";
import { useReveal } from "~/here/panel";
import { projectWork } from "~/model/calendars";
import { formatDuration, parseDuration } from "~/model/durations";
import { DAY, momentNow, weekdayOf } from "~/model/moments";
import { parseAssignees } from "~/model/people";
import { type Rule, ruleOf } from "~/model/recurrence";
import { useSession, useStore } from "~/store/react";
import type { ProjectStore } from "~/store/types";
import { locale } from "~/text/locale";
import { DateField } from "~/ui/DateField";
import { Fields } from "~/ui/Page";

const NEW = { unit: "week", duration: 60, count: 10 } as const;
const NTH = [1, 2, 3, 4, -1] as const;
const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6] as const;

export function RecurDialog({ id, onClose }: { id: number | null; onClose: () => void }) {
  const { t } = useTranslation(["task", "shell"]);
  const session = useSession();
  const reveal = useReveal();
  const project = useStore((store) => store.project);
  const task = useStore((store) => (id === null ? undefined : store.task(id)));
  const begins = useStore((store) => (id === null ? undefined : store.schedule(id)?.start));
  const known = ruleOf(task);
  const [unit, setUnit] = useState<Rule["unit"]>(known?.unit ?? NEW.unit);
  const [start, setStart] = useState(() => known?.start ?? begins ?? firstAhead(session.store));
  const [weekdays, setWeekdays] = useState<readonly number[]>(
    known?.weekdays?.length ? known.weekdays : [weekdayOf(start)],
  );
  const [nth, setNth] = useState(String(known?.nth ?? ""));
  const [until, setUntil] = useState<number | null>(known?.until ?? null);
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "").trim();
    const every = Number(text("every"));
    const count = Number(text("count"));
    const duration = parseDuration(text("duration"), project)?.minutes;
    if (!task && !text("name")) return setError(t("recur.nameMissing"));
    if (!Number.isInteger(every) || every < 1) return setError(t("recur.everyWrong"));
    if (duration === undefined) return setError(t("dates.durationWrong"));
    if (until === null && !(Number.isInteger(count) && count > 0)) {
      return setError(t("recur.endWrong"));
    }
    const [weekday] = weekdays;
    const rule: Rule = {
      unit,
      every,
      start,
      duration,
      ...(unit === "week" ? { weekdays: [...weekdays].sort() } : {}),
      ...(unit === "month" && nth !== "" && weekday !== undefined
        ? { nth: Number(nth), weekdays: [weekday] }
        : {}),
      ...(unit === "month" && nth === "" ? { day: new Date(start * 60_000).getUTCDate() } : {}),
      ...(until === null ? { count } : { until }),
    };
    setBusy(true);
    const outcome = await recurTask(session, rule, {
      ...(id === null ? { name: text("name") } : { id }),
      people: parseAssignees(text("people")),
    });
    setBusy(false);
    if (outcome.ok) {
      onClose();
      const [made] = outcome.created.tasks ?? [];
      if (id === null && made !== undefined) reveal(made);
    } else setError(outcome.problem.detail);
  };

  const weekdayNames = WEEKDAYS.map((day) =>
    new Intl.DateTimeFormat(locale(), { weekday: "short", timeZone: "UTC" }).format(
      new Date((day + 4) * 86_400_000),
    ),
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={task ? t("recur.title", { name: task.name }) : t("recur.new")}
      closeButtonProps={{ "aria-label": t("shell:close") }}
    >
      <form onSubmit={(event) => void save(event)} noValidate>
        <Fields>
          {!task && <TextInput name="name" label={t("name")} maxLength={1000} data-autofocus />}
          <Group gap={8} align="end" wrap="nowrap">
            <TextInput
              name="every"
              label={t("recur.every")}
              inputMode="numeric"
              w={84}
              defaultValue={String(known?.every ?? 1)}
            />
            <NativeSelect
              aria-label={t("recur.unit")}
              style={{ flex: 1 }}
              value={unit}
              onChange={(event) => setUnit(event.currentTarget.value as Rule["unit"])}
              data={(["day", "week", "month"] as const).map((value) => ({
                value,
                label: t(`recur.units.${value}`),
              }))}
            />
          </Group>
          {unit === "month" && (
            <NativeSelect
              label={t("recur.on")}
              value={nth}
              onChange={(event) => setNth(event.currentTarget.value)}
              data={[
                { value: "", label: t("recur.sameDay") },
                ...NTH.map((value) => ({ value: String(value), label: t(`recur.nth.${value}`) })),
              ]}
            />
          )}
          {unit === "week" && (
            <Group gap={12} role="group" aria-label={t("recur.weekdays")}>
              {WEEKDAYS.map((day) => (
                <Checkbox
                  key={day}
                  label={weekdayNames[day]}
                  checked={weekdays.includes(day)}
                  onChange={(event) => {
                    const on = event.currentTarget.checked;
                    const rest = weekdays.filter((one) => one !== day);
                    if (on || rest.length) setWeekdays(on ? [...rest, day] : rest);
                  }}
                />
              ))}
            </Group>
          )}
          {unit === "month" && nth !== "" && (
            <NativeSelect
              label={t("recur.weekdays")}
              value={String(weekdays[0] ?? 0)}
              onChange={(event) => setWeekdays([Number(event.currentTarget.value)])}
              data={WEEKDAYS.map((day) => ({
                value: String(day),
                label: weekdayNames[day] ?? "",
              }))}
            />
          )}
          <DateField
            label={t("recur.from")}
            as="start"
            rules={project}
            required
            value={start}
            onChange={(value) => {
              if (value === null) return;
              // The weekday goes with the date until somebody chose others.
              const [only, ...others] = weekdays;
              if (only === weekdayOf(start) && others.length === 0) setWeekdays([weekdayOf(value)]);
              setStart(value);
            }}
          />
          <TextInput
            name="duration"
            label={t("recur.duration")}
            defaultValue={formatDuration(
              known?.duration ?? task?.duration ?? NEW.duration,
              "h",
              project,
            )}
          />
          <Group gap={8} align="end" grow>
            <TextInput
              name="count"
              label={t("recur.count")}
              inputMode="numeric"
              disabled={until !== null}
              defaultValue={String(known?.count ?? NEW.count)}
            />
            <DateField
              label={t("recur.until")}
              as="finish"
              rules={project}
              value={until}
              onChange={setUntil}
            />
          </Group>
          {!known && (
            <TextInput
              name="people"
              label={t("recur.people")}
              placeholder={t("recur.peopleExample")}
            />
          )}
          {known && <p className="hw-dim">{t("recur.begun")}</p>}
          {error && (
            <p role="alert" style={{ color: "var(--hw-critical)" }}>
              {error}
            </p>
          )}
          <div>
            <Button type="submit" variant="filled" loading={busy}>
              {t(known ? "recur.change" : "recur.save")}
            </Button>
          </div>
        </Fields>
      </form>
    </Modal>
  );
}

/** Where a new series begins: with the project, or this morning where that lies in the past. */
function firstAhead(store: ProjectStore): number {
  const { start, zone, day_start } = store.project;
  const today = Math.floor(momentNow(zone) / DAY) * DAY + day_start;
  return projectWork(store).next(Math.max(start, today));
}

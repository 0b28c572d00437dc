/** A project's settings. Each is saved as it is set, and undone like any other change. */

import { Button, NativeSelect, Switch, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { updateProject } from "~/commands";
import { ASSIGNING } from "~/here/assigning";
import { wish } from "~/here/intents";
import { useHere } from "~/here/presence";
import { BaselineList } from "~/pages/tracking/BaselineDialog";
import type { ProjectRow } from "~/protocol/tables.generated";
import { useSession, useStore } from "~/store/react";
import { DateField } from "~/ui/DateField";
import { Fields, Page, Section } from "~/ui/Page";
import { SavedInput } from "~/ui/SavedInput";

const ZONES = Intl.supportedValuesOf("timeZone");
const CURRENCIES = Intl.supportedValuesOf("currency");
const HOUR = 60;

export function ProjectSettingsPage() {
  const { t } = useTranslation(["projectSettings", "task"]);
  const session = useSession();
  const project = useStore((store) => store.project);
  const scenario = useStore((store) => store.parentId !== null);
  const edits = useStore((store) => store.may("plan.edit"));
  useHere("settings");
  const set = (
    fields: Partial<Omit<ProjectRow, "id" | "workspace_id" | "next_number">>,
    seen?: number,
  ) => void updateProject(session, fields, seen);

  return (
    <Page title={t("title")} of={project.name} level={2}>
      <fieldset disabled={!edits} style={{ border: 0, margin: 0, padding: 0 }}>
        <Section title={t("general")} level={3}>
          <Fields>
            <SavedInput
              label={t("name")}
              value={project.name}
              required
              maxLength={200}
              onSave={(name, seen) => set({ name }, seen)}
            />
            <SavedInput
              label={t("key")}
              description={t("keyText")}
              value={project.key}
              maxLength={10}
              onSave={(key, seen) => set({ key }, seen)}
            />
          </Fields>
        </Section>
        <Section title={t("dates")} level={3}>
          <Fields>
            <DateField
              label={t("start")}
              as="start"
              required
              rules={project}
              value={project.start}
              onChange={(start, seen) => start !== null && set({ start }, seen)}
            />
            <DateField
              label={t("finishBy")}
              description={t("finishByText")}
              as="finish"
              rules={project}
              value={project.finish_by}
              onChange={(finish_by, seen) => set({ finish_by }, seen)}
            />
            <NativeSelect
              label={t("from")}
              value={project.schedule_from}
              onChange={(event) =>
                set({ schedule_from: event.currentTarget.value as ProjectRow["schedule_from"] })
              }
              data={[
                { value: "start", label: t("fromStart") },
                { value: "finish", label: t("fromFinish") },
              ]}
            />
            <DateField
              label={t("status")}
              description={t("statusText")}
              placeholder={t("today")}
              as="finish"
              rules={project}
              value={project.status_date}
              onChange={(status_date, seen) => set({ status_date }, seen)}
            />
          </Fields>
        </Section>
        <Section title={t("time")} level={3}>
          <Fields>
            <CalendarSelect project={project} onChange={(calendar_id) => set({ calendar_id })} />
            <NativeSelect
              label={t("zone")}
              description={t("zoneText")}
              value={project.zone}
              onChange={(event) => set({ zone: event.currentTarget.value })}
              data={ZONES.includes(project.zone) ? ZONES : [project.zone, ...ZONES]}
            />
            <Hours
              label={t("perDay")}
              minutes={project.minutes_per_day}
              most={24}
              onSave={(minutes_per_day, seen) => set({ minutes_per_day }, seen)}
            />
            <Hours
              label={t("perWeek")}
              minutes={project.minutes_per_week}
              most={168}
              onSave={(minutes_per_week, seen) => set({ minutes_per_week }, seen)}
            />
            <TextInput
              type="time"
              label={t("dayStart")}
              value={clock(project.day_start)}
              onChange={(event) => {
                const minute = ofClock(event.currentTarget.value);
                if (minute !== null && minute < project.day_finish) set({ day_start: minute });
              }}
            />
            <TextInput
              type="time"
              label={t("dayFinish")}
              value={clock(project.day_finish)}
              onChange={(event) => {
                const minute = ofClock(event.currentTarget.value);
                if (minute !== null && minute > project.day_start) set({ day_finish: minute });
              }}
            />
          </Fields>
        </Section>
        <Section title={t("plan")} level={3}>
          <Fields>
            <SavedInput
              label={t("critical")}
              description={t("criticalText")}
              inputMode="decimal"
              value={String(project.critical_float_limit / project.minutes_per_day)}
              check={(text) => {
                const days = Number(text.replace(",", "."));
                return text !== "" && days >= 0 && days <= 365 ? "" : t("criticalWrong");
              }}
              onSave={(text, seen) => {
                const days = Number(text.replace(",", "."));
                set({ critical_float_limit: Math.round(days * project.minutes_per_day) }, seen);
              }}
            />
            <Switch
              label={t("honor")}
              description={t("honorText")}
              checked={project.honor_constraints}
              onChange={(event) => set({ honor_constraints: event.currentTarget.checked })}
            />
            <Switch
              label={t("fromStatus")}
              description={t("fromStatusText")}
              checked={project.from_status_date}
              onChange={(event) => set({ from_status_date: event.currentTarget.checked })}
            />
            <NativeSelect
              label={t("lag")}
              description={t("lagText")}
              value={project.lag_calendar}
              onChange={(event) =>
                set({ lag_calendar: event.currentTarget.value as ProjectRow["lag_calendar"] })
              }
              data={(["successor", "predecessor", "project"] as const).map((value) => ({
                value,
                label: t(`lagOf.${value}`),
              }))}
            />
            <NativeSelect
              label={t("taskType")}
              description={t("taskTypeText")}
              value={project.task_type}
              onChange={(event) =>
                set({ task_type: event.currentTarget.value as ProjectRow["task_type"] })
              }
              data={(["fixed_units", "fixed_duration", "fixed_work"] as const).map((value) => ({
                value,
                label: t(`task:people.types.${value}`),
              }))}
            />
            <Switch
              label={t("driven")}
              description={t("drivenText")}
              checked={project.effort_driven}
              onChange={(event) => set({ effort_driven: event.currentTarget.checked })}
            />
            <NativeSelect
              label={t("assigning")}
              description={t("assigningText")}
              value={project.on_assigning}
              onChange={(event) =>
                set({ on_assigning: event.currentTarget.value as ProjectRow["on_assigning"] })
              }
              data={ASSIGNING.map((value) => ({
                value,
                label: t(`task:assigning.joined.${value}`),
              }))}
            />
            <Switch
              label={t("updatesWait")}
              description={t("updatesWaitText")}
              checked={project.updates_wait}
              onChange={(event) => set({ updates_wait: event.currentTarget.checked })}
            />
            <NativeSelect
              label={t("currency")}
              value={project.currency}
              onChange={(event) => set({ currency: event.currentTarget.value })}
              data={CURRENCIES}
            />
          </Fields>
        </Section>
        <Baselines />
        {!scenario && (
          <Archive archived={project.archived} onChange={(archived) => set({ archived })} />
        )}
      </fieldset>
    </Page>
  );
}

function CalendarSelect(props: { project: ProjectRow; onChange: (id: number | null) => void }) {
  const { t } = useTranslation("projectSettings");
  const rows = useStore((store) => store.rows("calendars"));
  const owner = useStore((store) => store.parentId ?? store.projectId);
  const { project } = props;
  return (
    <NativeSelect
      label={t("calendar")}
      description={t("calendarText")}
      value={String(project.calendar_id ?? "")}
      onChange={(event) => props.onChange(Number(event.currentTarget.value) || null)}
      data={[
        ...(project.calendar_id === null ? [{ value: "", label: t("noCalendar") }] : []),
        ...[...rows.values()]
          .filter((row) => row.project_id === null || row.project_id === owner)
          .map((row) => ({ value: String(row.id), label: row.name })),
      ]}
    />
  );
}

function Hours(props: {
  label: string;
  minutes: number;
  most: number;
  onSave: (minutes: number, seen: number | undefined) => void;
}) {
  const { t } = useTranslation("projectSettings");
  return (
    <SavedInput
      label={props.label}
      value={String(props.minutes / HOUR)}
      inputMode="decimal"
      check={(text) => {
        const hours = Number(text.replace(",", "."));
        return hours > 0 && hours <= props.most ? "" : t("hoursWrong", { most: props.most });
      }}
      onSave={(text, seen) => props.onSave(Math.round(Number(text.replace(",", ".")) * HOUR), seen)}
    />
  );
}

function Baselines() {
  const { t } = useTranslation("projectSettings");
  const rows = useStore((store) => store.rows("baselines"));
  const saved = [...rows.values()].sort((a, b) => a.number - b.number);
  return (
    <Section title={t("baselines")} text={t("baselinesText")} level={3}>
      {saved.length > 0 && <BaselineList saved={saved} />}
      <Button mt={12} onClick={() => wish("saveBaseline", null)}>
        {t("baselineSet")}
      </Button>
    </Section>
  );
}

function Archive({ archived, onChange }: { archived: boolean; onChange: (on: boolean) => void }) {
  const { t } = useTranslation("projectSettings");
  const navigate = useNavigate();
  return (
    <Section title={t("archive")} text={t("archiveText")} level={3}>
      <Button
        onClick={() => {
          onChange(!archived);
          if (!archived) void navigate({ to: "/" });
        }}
      >
        {t(archived ? "unarchive" : "archiveDo")}
      </Button>
    </Section>
  );
}

/** "09:00" of minute 540. */
function clock(minute: number): string {
  const hours = String(Math.floor(minute / 60) % 24).padStart(2, "0");
  return `${hours}:${String(minute % 60).padStart(2, "0")}`;
}

function ofClock(text: string): number | null {
  const found = /^(\d{2}):(\d{2})$/.exec(text);
  return found ? Number(found[1]) * 60 + Number(found[2]) : null;
}

/** The fields that the project added to its tasks. */

import { Checkbox } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { setCustomValue } from "~/commands";
import { formatDuration, parseDuration } from "~/model/durations";
import type { CustomFieldRow } from "~/protocol/tables.generated";
import { useRevision, useSession } from "~/store/react";
import { DateField } from "~/ui/DateField";
import { SavedInput } from "~/ui/SavedInput";
import { Part } from "./Part";
import classes from "./TaskPanel.module.css";

export function FieldsPart({ id, edits }: { id: number; edits: boolean }) {
  const { t } = useTranslation("task");
  const { store } = useSession();
  useRevision();
  const fields = [...store.rows("custom_fields").values()].sort((a, b) =>
    a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.id - b.id,
  );
  if (!fields.length) return null;
  const values = store.rows("custom_values");
  const mine = new Map(
    (store.index("custom_values", "task_id").get(id) ?? []).map((key) => {
      const row = values.get(key);
      return [row?.field_id, row?.value] as const;
    }),
  );
  return (
    <Part title={t("fields.title")}>
      <div className={classes.grid}>
        {fields.map((field) => (
          <Field
            key={field.id}
            field={field}
            taskId={id}
            value={mine.get(field.id)}
            edits={edits}
          />
        ))}
      </div>
    </Part>
  );
}

function Field(props: { field: CustomFieldRow; taskId: number; value: unknown; edits: boolean }) {
  const { t } = useTranslation("task");
  const session = useSession();
  const { project } = session.store;
  const { field, value, edits } = props;
  const set = (next: string | number | boolean | null) =>
    void setCustomValue(session, field.id, props.taskId, next);

  switch (field.type) {
    case "flag":
      return (
        <Checkbox
          label={field.name}
          checked={value === true}
          disabled={!edits}
          onChange={(event) => set(event.currentTarget.checked)}
        />
      );
    case "date":
      return (
        <DateField
          label={field.name}
          as="start"
          rules={project}
          value={typeof value === "number" ? value : null}
          disabled={!edits}
          onChange={set}
        />
      );
    case "duration":
      return (
        <SavedInput
          label={field.name}
          value={typeof value === "number" ? formatDuration(value, "d", project) : ""}
          disabled={!edits}
          check={(text) => (!text || parseDuration(text, project) ? "" : t("dates.durationWrong"))}
          onSave={(text) => set(parseDuration(text, project)?.minutes ?? null)}
        />
      );
    case "text":
      return (
        <SavedInput
          label={field.name}
          value={typeof value === "string" ? value : ""}
          disabled={!edits}
          maxLength={10_000}
          onSave={(text) => set(text || null)}
        />
      );
    default:
      return (
        <SavedInput
          label={field.name}
          value={typeof value === "number" ? String(value) : ""}
          inputMode="decimal"
          disabled={!edits}
          check={(text) =>
            Number.isFinite(Number(text.replace(",", "."))) ? "" : t("fields.number")
          }
          onSave={(text) => set(text === "" ? null : Number(text.replace(",", ".")))}
        />
      );
  }
}

/** The fields that the project added to its tasks. */

import { Anchor, Button, Checkbox, Fieldset, NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { setCustomValue } from "~/commands";
import { wish } from "~/here/intents";
import {
  customText,
  customValue,
  faultOf,
  fieldOptions,
  fieldsOf,
  readFigure,
  readLink,
  readMoney,
  type Value,
} from "~/model/custom";
import { formatDuration, parseDuration } from "~/model/durations";
import { typedMoney } from "~/model/money";
import type { CustomFieldRow } from "~/protocol/tables.generated";
import { useRevision, useSession } from "~/store/react";
import { seenAt } from "~/store/seen";
import { locale } from "~/text/locale";
import { DateField } from "~/ui/DateField";
import { SavedInput } from "~/ui/SavedInput";
import { Part } from "./Part";
import classes from "./TaskPanel.module.css";

export function FieldsPart({ id, edits }: { id: number; edits: boolean }) {
  const { t } = useTranslation("task");
  const { store } = useSession();
  useRevision();
  const only = fieldsOfType(store, id);
  const fields = fieldsOf(store).filter((field) => only === null || only.has(field.id));
  if (!fields.length) return null;
  return (
    <Part title={t("fields.title")}>
      <div className={classes.grid}>
        {fields.map((field) => (
          <Field
            key={field.id}
            field={field}
            taskId={id}
            value={customValue(store, field, id)}
            edits={edits}
          />
        ))}
      </div>
      {edits && (
        <Button size="compact-xs" variant="subtle" onClick={() => wish("fields", undefined)}>
          {t("fields.edit")}
        </Button>
      )}
    </Part>
  );
}

/** The fields that a task's type has; null for all. */
function fieldsOfType(
  store: ReturnType<typeof useSession>["store"],
  id: number,
): ReadonlySet<number> | null {
  const type = store.rows("work_types").get(store.task(id)?.type_id ?? 0);
  return Array.isArray(type?.fields) ? new Set(type.fields as number[]) : null;
}

interface FieldProps {
  readonly field: CustomFieldRow;
  readonly taskId: number;
  readonly value: unknown;
  readonly edits: boolean;
}

function Field(props: FieldProps) {
  const { t } = useTranslation("task");
  const session = useSession();
  const { project } = session.store;
  const { field, value, edits } = props;
  const missing = field.required && value === null;
  const label = missing ? t("fields.missing", { name: field.name }) : field.name;
  const set = (next: Value, seen?: number) =>
    void setCustomValue(seenAt(session, seen), field.id, props.taskId, next);
  const typed = {
    label,
    disabled: !edits,
    required: field.required && value !== null,
    ...(field.description ? { description: field.description } : {}),
  };

  switch (field.type) {
    case "formula":
      return <Computed {...props} />;
    case "flag":
      return (
        <Checkbox
          label={label}
          description={field.description}
          checked={value === true}
          disabled={!edits}
          onChange={(event) => set(event.currentTarget.checked)}
        />
      );
    case "date":
      return (
        <DateField
          label={label}
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
          {...typed}
          value={typeof value === "number" ? formatDuration(value, "d", project) : ""}
          check={(text) => (!text || parseDuration(text, project) ? "" : t("dates.durationWrong"))}
          onSave={(text, seen) => set(parseDuration(text, project)?.minutes ?? null, seen)}
        />
      );
    case "cost":
      return (
        <SavedInput
          {...typed}
          label={`${label} (${project.currency})`}
          value={typeof value === "number" ? typedMoney(value, project.currency) : ""}
          inputMode="decimal"
          check={(text) =>
            !text || readMoney(text, project.currency) !== null ? "" : t("fields.money")
          }
          onSave={(text, seen) => set(text === "" ? null : readMoney(text, project.currency), seen)}
        />
      );
    case "number":
      return (
        <SavedInput
          {...typed}
          value={typeof value === "number" ? String(value) : ""}
          inputMode="decimal"
          check={(text) => (!text || readFigure(text) !== null ? "" : t("fields.number"))}
          onSave={(text, seen) => set(text === "" ? null : readFigure(text), seen)}
        />
      );
    case "select":
    case "person":
      return <Choice {...props} label={label} set={set} />;
    case "multi_select":
      return <Choices {...props} label={label} set={set} />;
    case "link":
      return (
        <div>
          <SavedInput
            {...typed}
            value={typeof value === "string" ? value : ""}
            maxLength={2000}
            check={(text) => (!text || readLink(text) ? "" : t("fields.link"))}
            onSave={(text, seen) => set(text === "" ? null : readLink(text), seen)}
          />
          {typeof value === "string" && readLink(value) === value && (
            <Anchor href={value} target="_blank" rel="noopener noreferrer" size="xs">
              {t("fields.open", { name: field.name })}
            </Anchor>
          )}
        </div>
      );
    default:
      return (
        <SavedInput
          {...typed}
          value={typeof value === "string" ? value : ""}
          maxLength={10_000}
          onSave={(text, seen) => set(text || null, seen)}
        />
      );
  }
}

/** What a formula gives, or why it gives nothing. */
function Computed({ field, value }: FieldProps) {
  const { t } = useTranslation("grid");
  const { store } = useSession();
  const fault = faultOf(value);
  const text = fault ?? customText(field, value, store, t("yes"), locale());
  return (
    <div className={classes.computed} title={field.formula}>
      <span className={classes.computedName}>{field.name}</span>
      <output data-fault={fault !== null || undefined}>{text || "–"}</output>
    </div>
  );
}

type Chosen = FieldProps & { label: string; set: (value: Value) => void };

function Choice({ field, value, edits, label, set }: Chosen) {
  const { t } = useTranslation("task");
  const { store } = useSession();
  const people = field.type === "person";
  const data = people
    ? [...store.rows("resources").values()]
        .filter((row) => row.active || row.id === value)
        .sort((a, b) => a.name.localeCompare(b.name))
        .map((row) => ({ value: String(row.id), label: row.name }))
    : fieldOptions(field).map(({ id, name }) => ({ value: id, label: name }));
  const first = field.required && value !== null ? [] : [{ value: "", label: t("fields.none") }];
  return (
    <NativeSelect
      label={label}
      description={field.description}
      disabled={!edits}
      value={value === null ? "" : String(value)}
      data={[...first, ...data]}
      onChange={(event) => {
        const next = event.currentTarget.value;
        set(next === "" ? null : people ? Number(next) : next);
      }}
    />
  );
}

function Choices({ field, value, edits, label, set }: Chosen) {
  const mine = new Set(Array.isArray(value) ? value.map(String) : []);
  const options = fieldOptions(field);
  return (
    <Fieldset legend={label} disabled={!edits} className={classes.choices ?? ""}>
      {options.map(({ id, name }) => (
        <Checkbox
          key={id}
          size="xs"
          label={name}
          checked={mine.has(id)}
          onChange={(event) => {
            const on = event.currentTarget.checked;
            const next = options
              .map((one) => one.id)
              .filter((one) => (one === id ? on : mine.has(one)));
            set(next.length ? next : null);
          }}
        />
      ))}
    </Fieldset>
  );
}

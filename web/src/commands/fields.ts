/** Fields of the project's own, and their values. */

import type { Value } from "~/model/custom";
import type { CustomFieldRow } from "~/protocol/tables.generated";
import type { Outcome, ProjectSession } from "~/store/types";
import { type Draft, temporaryId } from "./draft";
import { keyFor, run, type Step } from "./run";
import { together } from "./sprintItems";

/** What one may say of a field. */
export type FieldDefinition = Partial<Omit<CustomFieldRow, "id" | "key" | "today">>;

/** The command that adds a field, to be sent or to be previewed. */
export function addFieldStep(fields: FieldDefinition, id?: number): Step {
  return { type: "custom_field.create", payload: id === undefined ? { fields } : { id, fields } };
}

export function addCustomField(session: ProjectSession, fields: FieldDefinition): Promise<Outcome> {
  return run(session, addFieldStep(fields, keyFor(session)));
}

export function updateFieldStep(id: number, fields: FieldDefinition): Step {
  return {
    type: "custom_field.update",
    payload: { id, fields },
    write: (draft) => draft.update("custom_fields", id, fields),
  };
}

export function updateCustomField(
  session: ProjectSession,
  id: number,
  fields: FieldDefinition,
): Promise<Outcome> {
  return run(session, updateFieldStep(id, fields));
}

/** Makes a field one of another type; what means nothing there goes. */
export function convertFieldStep(id: number, fields: FieldDefinition): Step {
  return { type: "custom_field.convert", payload: { id, fields } };
}

export function deleteCustomField(session: ProjectSession, id: number): Promise<Outcome> {
  return run(session, {
    type: "custom_field.delete",
    payload: { id },
    write: (draft) => {
      for (const row of draft.where("custom_values", "field_id", id)) {
        draft.remove("custom_values", row.id);
      }
      draft.remove("custom_fields", id);
    },
  });
}

/** Sets a task's value of a field, to be one of several; null empties it. */
export function customValueStep(field: number, task: number, value: Value): Step {
  return {
    type: "custom_value.set",
    payload: { field_id: field, task_id: task, value },
    write: (draft) => writeValue(draft, field, task, value),
  };
}

/** Set a task's value of a custom field; null empties it. */
export function setCustomValue(
  session: ProjectSession,
  field: number,
  task: number,
  value: Value,
): Promise<Outcome> {
  return run(session, customValueStep(field, task, value));
}

/** The same steps, those that set values of one field as one command: a change holds many more. So
 * with those that put tasks into one sprint or release. */
export function gathered(given: readonly Step[]): Step[] {
  const steps = together(given);
  const values = steps.filter((step) => step.type === "custom_value.set");
  if (values.length < 2) return steps;
  type Set = { field_id: number; task_id: number; value: Value };
  const fields = new Map<number, Set[]>();
  for (const { payload } of values) {
    const one = payload as Set;
    fields.set(one.field_id, [...(fields.get(one.field_id) ?? []), one]);
  }
  const filled = [...fields].map(
    ([field, rows]): Step => ({
      type: "custom_value.fill",
      payload: {
        field_id: field,
        values: rows.map(({ task_id, value }) => ({ task_id, value })),
      },
      write: (draft) => {
        for (const { task_id, value } of rows) writeValue(draft, field, task_id, value);
      },
    }),
  );
  return [...steps.filter((step) => step.type !== "custom_value.set"), ...filled];
}

function writeValue(draft: Draft, field: number, task: number, value: Value): void {
  const there = draft.where("custom_values", "task_id", task).find((row) => row.field_id === field);
  if (value === null || (Array.isArray(value) && value.length === 0)) {
    if (there) draft.remove("custom_values", there.id);
  } else if (there) draft.update("custom_values", there.id, { value });
  else {
    const row = { id: temporaryId(), field_id: field, task_id: task, value };
    draft.insert("custom_values", row);
  }
}

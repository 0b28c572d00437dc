/** Settings, baselines, custom fields, and the workspace's people and calendars. */

import type {
  CalendarRow,
  CustomFieldRow,
  ProjectRow,
  ResourceRow,
} from "~/protocol/tables.generated";
import type { Outcome, ProjectSession } from "~/store/types";
import { temporaryId } from "./draft";
import { keyFor, run, type Step } from "./run";

/** Change settings of the project. */
export function updateProject(
  session: ProjectSession,
  fields: Partial<Omit<ProjectRow, "id" | "workspace_id" | "next_number">>,
): Promise<Outcome> {
  return run(session, {
    type: "project.update",
    payload: { fields },
    write: (draft) => draft.update("projects", session.store.projectId, fields),
  });
}

/** Save the schedule as it stands; a name that is not given stays. */
export function setBaseline(session: ProjectSession, number = 0, name?: string): Promise<Outcome> {
  const payload = name === undefined ? { number } : { number, name };
  return run(session, { type: "baseline.set", payload });
}

export function clearBaseline(session: ProjectSession, number = 0): Promise<Outcome> {
  return run(session, {
    type: "baseline.clear",
    payload: { number },
    write: (draft) => {
      for (const baseline of draft.where("baselines", "number", number)) {
        draft.remove("baselines", baseline.id);
        for (const row of draft.where("baseline_tasks", "baseline_id", baseline.id)) {
          draft.remove("baseline_tasks", row.id);
        }
      }
    },
  });
}

export function addCustomField(
  session: ProjectSession,
  name: string,
  type: CustomFieldRow["type"],
): Promise<Outcome> {
  const id = keyFor(session);
  const fields = { name, type };
  return run(session, {
    type: "custom_field.create",
    payload: id === undefined ? { fields } : { id, fields },
  });
}

export function updateCustomField(
  session: ProjectSession,
  id: number,
  fields: Partial<Pick<CustomFieldRow, "name" | "type" | "rank">>,
): Promise<Outcome> {
  return run(session, {
    type: "custom_field.update",
    payload: { id, fields },
    write: (draft) => draft.update("custom_fields", id, fields),
  });
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

/** Set a task's value of a custom field; null empties it. */
export function setCustomValue(
  session: ProjectSession,
  fieldId: number,
  taskId: number,
  value: string | number | boolean | null,
): Promise<Outcome> {
  return run(session, {
    type: "custom_value.set",
    payload: { field_id: fieldId, task_id: taskId, value },
    write: (draft) => {
      const there = draft
        .where("custom_values", "task_id", taskId)
        .find((row) => row.field_id === fieldId);
      if (value === null) {
        if (there) draft.remove("custom_values", there.id);
      } else if (there) draft.update("custom_values", there.id, { value });
      else {
        const row = { id: temporaryId(), field_id: fieldId, task_id: taskId, value };
        draft.insert("custom_values", row);
      }
    },
  });
}

export function addResource(
  session: ProjectSession,
  fields: Pick<ResourceRow, "name"> & Partial<ResourceRow>,
): Promise<Outcome> {
  return inWorkspace(session, { type: "resource.create", payload: { fields } });
}

export function updateResource(
  session: ProjectSession,
  id: number,
  fields: Partial<ResourceRow>,
): Promise<Outcome> {
  return inWorkspace(session, {
    type: "resource.update",
    payload: { id, fields },
    write: (draft) => draft.update("resources", id, fields),
  });
}

export function deleteResource(session: ProjectSession, id: number): Promise<Outcome> {
  return inWorkspace(session, { type: "resource.delete", payload: { id } });
}

export function updateCalendar(
  session: ProjectSession,
  id: number,
  fields: Partial<Omit<CalendarRow, "id">>,
): Promise<Outcome> {
  return inWorkspace(session, {
    type: "calendar.update",
    payload: { id, fields },
    write: (draft) => draft.update("calendars", id, fields),
  });
}

function inWorkspace(session: ProjectSession, step: Step): Promise<Outcome> {
  return run(session, step, { stream: "workspace" });
}

/** Settings, baselines, custom fields, and the workspace's people and calendars. */

import type { CalendarRow, ProjectRow, ResourceRow } from "~/protocol/tables.generated";
import type { Outcome, ProjectSession } from "~/store/types";
import type { Draft } from "./draft";
import { run, type Step } from "./run";

/** Change settings of the project; `seen` is the version that one looked at, if that was not this one. */
export function updateProject(
  session: ProjectSession,
  fields: Partial<Omit<ProjectRow, "id" | "workspace_id" | "next_number">>,
  seen?: number,
): Promise<Outcome> {
  const step = {
    type: "project.update",
    payload: { fields },
    write: (draft: Draft) => draft.update("projects", session.store.projectId, fields),
  };
  return run(session, step, seen === undefined ? {} : { seen });
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

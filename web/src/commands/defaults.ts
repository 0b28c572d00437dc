/** New rows with the defaults that the server gives, for what is shown before it answers. */

import type { AssignmentRow, LinkRow, ResourceRow, TaskRow } from "~/protocol/tables.generated";

export function newTask(values: Pick<TaskRow, "id" | "rank"> & Partial<TaskRow>): TaskRow {
  return {
    parent_id: null,
    number: 0,
    name: "",
    notes: "",
    mode: "auto",
    duration: 480,
    duration_unit: "d",
    estimated: false,
    milestone: false,
    manual_start: null,
    manual_finish: null,
    constraint: "asap",
    constraint_date: null,
    deadline: null,
    calendar_id: null,
    ignore_resource_calendar: false,
    active: true,
    percent_complete: 0,
    actual_start: null,
    actual_finish: null,
    remaining_duration: null,
    progress_source: "typed",
    priority: 500,
    task_type: "fixed_units",
    effort_driven: false,
    work: null,
    levelling_delay: 0,
    splits: null,
    recurrence: null,
    optimistic: null,
    pessimistic: null,
    confidence: "",
    risk_group_id: null,
    story_points: null,
    status_id: null,
    board_rank: "",
    archived: false,
    type_id: null,
    deliverable: false,
    wbs: "",
    file_uid: null,
    extra: null,
    ...values,
  };
}

export function newLink(
  values: Pick<LinkRow, "id" | "predecessor_id" | "successor_id"> & Partial<LinkRow>,
): LinkRow {
  return { type: "FS", lag: 0, lag_kind: "working", lag_unit: "d", ...values };
}

export function newAssignment(
  values: Pick<AssignmentRow, "id" | "task_id" | "resource_id"> & Partial<AssignmentRow>,
): AssignmentRow {
  return {
    units: 10_000,
    work: null,
    actual_work: 0,
    remaining_work: null,
    overtime_work: 0,
    delay: 0,
    extra: null,
    ...values,
  };
}

export function newResource(
  values: Pick<ResourceRow, "id" | "name"> & Partial<ResourceRow>,
): ResourceRow {
  return {
    kind: "work",
    email: "",
    initials: "",
    group: "",
    calendar_id: null,
    max_units: 10_000,
    category: "person",
    availability: null,
    user_id: null,
    placeholder: false,
    material_unit: "",
    active: true,
    notes: "",
    ...values,
  };
}

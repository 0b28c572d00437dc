// Written by tools/protocol.py from the rooms' records. Do not edit.

/** The workspace: one row, its key is the stream's. */
export interface WorkspacesRow {
  /** The row's key: from the one sequence, never reused. */
  id: number;
  /** What people call it. */
  name: string;
  /** Holds demonstration data that can be reset. */
  demo: boolean;
}

/** Who may enter the workspace, as what; a guest enters one branch of one project. */
export interface MemberRow {
  /** The row's key: from the one sequence, never reused. */
  id: number;
  /** The account. */
  user_id: number;
  /** The person's name as shown. */
  name: string;
  /** The person's e-mail address. */
  email: string;
  /** What the member may do. */
  role: "owner" | "manager" | "member" | "viewer" | "guest";
  /** The only project a guest sees. */
  project_id: number | null;
  /** The task whose branch a guest sees. */
  branch_id: number | null;
}

/** Working time: a week pattern and its exceptions, alone or over a base calendar. Whose it is and why somebody is away is not for those who may not see people. */
export interface CalendarRow {
  /** The row's key: from the one sequence, never reused. */
  id: number;
  /** What people call it. */
  name: string;
  /** The calendar it refines. */
  base_id: number | null;
  /** Seven entries, Monday first: a list of [from, to] minutes of the day (to may pass 1440 for a night shift), [] for a day off, null to take the base calendar's day. */
  week: unknown;
  /** List of {name, first, last (days since 1970-01-01), intervals}: [] is non-working. */
  exceptions: unknown;
  /** List of {name, first, last (days since 1970-01-01), week}: other weeks for a while. */
  work_weeks: unknown;
  /** Country code whose holidays it took. */
  country: string;
  /** The project it was imported with. */
  project_id: number | null;
}

/** People, equipment, roles and material that tasks are assigned to. */
export interface ResourceRow {
  /** The row's key: from the one sequence, never reused. */
  id: number;
  /** What people call it. */
  name: string;
  /** Work, material or cost. */
  kind: "work" | "material" | "cost";
  /** E-mail address. */
  email: string;
  /** Short form. */
  initials: string;
  /** Team, department or vendor. */
  group: string;
  /** Own working time. */
  calendar_id: number | null;
  /** Most units at once; 10000 is 100 %. */
  max_units: number;
  /** Who works: a person, a role yet to be filled, a team, a vendor, or equipment. */
  category: "person" | "role" | "team" | "vendor" | "equipment";
  /** Other units for a while: a list of {first, last (days since 1970-01-01; last null is for good), units}. */
  availability: unknown;
  /** The account of the person, if any. */
  user_id: number | null;
  /** Stands for a person yet to be named. */
  placeholder: boolean;
  /** Unit of a material. */
  material_unit: string;
  /** Can be assigned. */
  active: boolean;
  /** Notes. */
  notes: string;
}

/** What a resource costs, from a day on. Only for those who may see rates. */
export interface RatesRow {
  /** The row's key: from the one sequence, never reused. */
  id: number;
  /** Whose rate. */
  resource_id: number;
  /** ISO 4217 code. */
  currency: string;
  /** Millionths of a currency unit per hour. */
  standard: number;
  /** Millionths of a currency unit per hour. */
  overtime: number;
  /** Minor currency units for each use. */
  per_use: number;
  /** From when; null is always. */
  valid_from: number | null;
}

/** Columns, types of tasks and fields that projects of the workspace use. Keys within one are the client's own and never used again. */
export interface WorkflowsRow {
  /** The row's key: from the one sequence, never reused. */
  id: number;
  /** What people call it. */
  name: string;
  /** List of {key, name, category, wip_limit}, from left to right. A limit is where a project begins; from then on it is the project's. */
  statuses: unknown;
  /** List of {key, name, type, description, required, options}: custom fields, of any type but formula. */
  fields: unknown;
  /** List of {key, name, icon, description, fields, statuses, transitions, requirements}, as in work_types, with the keys of columns and fields of this workflow. */
  types: unknown;
  /** By the key (as text) of a column that is gone, the key of the one that takes its cards. */
  moved: unknown;
  /** New projects start with it. */
  initial: boolean;
  /** Projects may begin to use it. */
  active: boolean;
}

/** The project's settings: one row, its key is the stream's. */
export interface ProjectRow {
  /** The row's key: from the one sequence, never reused. */
  id: number;
  /** The workspace it lives in. */
  workspace_id: number;
  /** What people call it. */
  name: string;
  /** Prefix of task numbers, as in MIG-42. */
  key: string;
  /** What it is for. */
  description: string;
  /** Project start. */
  start: number;
  /** Must-finish date. */
  finish_by: number | null;
  /** Forward from the start or backward from the finish. */
  schedule_from: "start" | "finish";
  /** Project calendar. */
  calendar_id: number | null;
  /** Progress is as of; null follows today. */
  status_date: number | null;
  /** IANA time zone of the plan's dates. */
  zone: string;
  /** Country whose holidays apply. */
  country: string;
  /** ISO 4217 code. */
  currency: string;
  /** A day of duration. */
  minutes_per_day: number;
  /** A week of duration. */
  minutes_per_week: number;
  /** Days in a month of duration. */
  days_per_month: number;
  /** Minute of day a typed start date means. */
  day_start: number;
  /** Minute of day a typed finish date means. */
  day_finish: number;
  /** Critical at or below this total float. */
  critical_float_limit: number;
  /** Constraint dates win over links. */
  honor_constraints: boolean;
  /** An option of Microsoft Project, kept for its files; no date here depends on it. */
  split_in_progress: boolean;
  /** Unfinished work is scheduled from the status date, if one is typed, and what remains of a started task waits for its links: as Primavera P6 does. */
  from_status_date: boolean;
  /** On whose calendar working lag of links counts. */
  lag_calendar: "successor" | "predecessor" | "project";
  /** Next task number; numbered by the server. */
  next_number: number;
  /** The task type of new tasks. */
  task_type: "fixed_units" | "fixed_duration" | "fixed_work";
  /** New tasks are effort-driven. */
  effort_driven: boolean;
  /** What adding a person to a task means where nobody says. */
  on_assigning: "finish_sooner" | "more_work" | "lighter_load";
  /** Answers to updates that are asked for wait until they are accepted. */
  updates_wait: boolean;
  /** The summary whose tasks are the product backlog; null is the whole plan. */
  backlog_id: number | null;
  /** The workspace's workflow that it uses; null has its own. */
  workflow_id: number | null;
  /** Out of the way. */
  archived: boolean;
}

/** Groups of tasks whose durations are correlated in a simulation. */
export interface RiskGroupsRow {
  /** The row's key: from the one sequence, never reused. */
  id: number;
  /** What people call it. */
  name: string;
  /** Hundredths of a percent, from 0 to 10,000. */
  correlation: number;
}

/** The statuses that a task can have, in the order of rank: the columns of the board. */
export interface StatusesRow {
  /** The row's key: from the one sequence, never reused. */
  id: number;
  /** Title of the column. */
  name: string;
  /** What it means for progress. */
  category: "todo" | "doing" | "done";
  /** Most cards it should hold (work in progress); warns. */
  wip_limit: number | null;
  /** Fractional rank among the columns. */
  rank: string;
  /** Its key in the workspace's workflow that the project uses; null is the project's own. */
  shared_key: number | null;
}

/** Types that tasks can have (bug, story, ...), each with its fields and its workflow. */
export interface WorkTypesRow {
  /** The row's key: from the one sequence, never reused. */
  id: number;
  /** What people call it. */
  name: string;
  /** Its sign. */
  icon: "task" | "bug" | "story" | "epic" | "change" | "question" | "risk" | "test" | "document" | "idea";
  /** Order of the types. */
  rank: string;
  /** What it is for. */
  description: string;
  /** List of the custom fields that it has; null for all. */
  fields: unknown;
  /** List of the columns that it may stand in; null for all. */
  statuses: unknown;
  /** List of {from (a column, null for any), to, manage (for who manages the project alone)}: the moves that there are; null for all. */
  transitions: unknown;
  /** List of {field, status}: what must be filled in to enter a column; status null: to create it. */
  requirements: unknown;
  /** Its key in the workspace's workflow that the project uses; null is the project's own. */
  shared_key: number | null;
}

/** What is done to a card that enters a column, by the same change as the move. */
export interface ColumnRulesRow {
  /** The row's key: from the one sequence, never reused. */
  id: number;
  /** The column. */
  status_id: number;
  /** What is done. */
  action: "assign" | "set" | "unblock" | "require";
  /** Of set and require: the field. */
  field: string;
  /** Whom to assign (key of a resource), or what to set. */
  value: unknown;
}

/** The plan's tasks, an outline: children of one parent are ordered by rank. */
export interface TaskRow {
  /** The row's key: from the one sequence, never reused. */
  id: number;
  /** The summary it belongs to. */
  parent_id: number | null;
  /** Fractional rank among its siblings. */
  rank: string;
  /** The number in MIG-42; given by the server. */
  number: number;
  /** What is to be done. */
  name: string;
  /** Description. */
  notes: string;
  /** Scheduled by the engine or by hand. */
  mode: "auto" | "manual";
  /** Working minutes (elapsed ones for an elapsed unit). */
  duration: number;
  /** The unit that was typed; 'e' ones are elapsed. */
  duration_unit: "m" | "h" | "d" | "w" | "mo" | "em" | "eh" | "ed" | "ew" | "emo";
  /** The duration is a guess (3d?). */
  estimated: boolean;
  /** Shown as a milestone. */
  milestone: boolean;
  /** Typed start of a manual task. */
  manual_start: number | null;
  /** Typed finish of a manual task. */
  manual_finish: number | null;
  /** Constraint type. */
  constraint: "asap" | "alap" | "mso" | "mfo" | "snet" | "snlt" | "fnet" | "fnlt";
  /** Constraint date. */
  constraint_date: number | null;
  /** Wanted finish; warns, does not move. */
  deadline: number | null;
  /** Task calendar. */
  calendar_id: number | null;
  /** Work by the task calendar alone. */
  ignore_resource_calendar: boolean;
  /** Inactive tasks stay in the plan but move nothing. */
  active: boolean;
  /** Share of the duration done. */
  percent_complete: number;
  /** When it really started. */
  actual_start: number | null;
  /** When it was really finished. */
  actual_finish: number | null;
  /** What is left; null follows % complete. */
  remaining_duration: number | null;
  /** Where progress comes from. */
  progress_source: "typed" | "checklist" | "board" | "hours" | "git";
  /** 0 to 1000; levelling delays low ones first. */
  priority: number;
  /** What stays when work, units or duration change. */
  task_type: "fixed_units" | "fixed_duration" | "fixed_work";
  /** Added people share the work. */
  effort_driven: boolean;
  /** Typed work; null follows the assignments. */
  work: number | null;
  /** Elapsed delay set by levelling. */
  levelling_delay: number;
  /** Interruptions: a list of [working minutes done before, working minutes of rest]. */
  splits: unknown;
  /** Of a recurring task (a summary of its occurrences): the rule that makes them. */
  recurrence: unknown;
  /** Three-point estimate: shortest duration; the most likely is the duration. */
  optimistic: number | null;
  /** Three-point estimate: longest duration. */
  pessimistic: number | null;
  /** How sure the duration is, where no three points are given. */
  confidence: "" | "high" | "medium" | "low" | "very_low";
  /** Tasks whose durations run high or low together. */
  risk_group_id: number | null;
  /** Size in hundredths of a story point. */
  story_points: number | null;
  /** Column of the board; null follows progress. */
  status_id: number | null;
  /** Fractional rank within its column; empty stands where it was created. */
  board_rank: string;
  /** Put away from the board; it stays in the plan. */
  archived: boolean;
  /** Its type, where the project has types. */
  type_id: number | null;
  /** Hands over something agreed. */
  deliverable: boolean;
  /** Own WBS code; empty follows the outline. */
  wbs: string;
  /** Unique id in the file it came from. */
  file_uid: number | null;
  /** What an imported file said that Headway keeps but does not use. */
  extra: unknown;
}

/** Dependencies. Seen by whoever sees one end. */
export interface LinkRow {
  /** The row's key: from the one sequence, never reused. */
  id: number;
  /** The task that drives. */
  predecessor_id: number;
  /** The task that follows. */
  successor_id: number;
  /** Which ends it joins. */
  type: "FS" | "SS" | "FF" | "SF";
  /** Minutes, or hundredths of a percent of the predecessor's duration; negative is lead. */
  lag: number;
  /** What the lag counts. */
  lag_kind: "working" | "elapsed" | "percent";
  /** The unit that was typed. */
  lag_unit: "m" | "h" | "d" | "w" | "mo" | "em" | "eh" | "ed" | "ew" | "emo";
}

/** Who or what works on a task. */
export interface AssignmentRow {
  /** The row's key: from the one sequence, never reused. */
  id: number;
  /** The task. */
  task_id: number;
  /** The resource. */
  resource_id: number;
  /** Share of the resource; 10000 is 100 %. */
  units: number;
  /** Typed work; null follows duration and units. */
  work: number | null;
  /** Work done. */
  actual_work: number;
  /** Work left; null follows. */
  remaining_work: number | null;
  /** Work done beside working time: costs more, takes no duration. */
  overtime_work: number;
  /** Working time it starts after the task. */
  delay: number;
  /** Kept from an imported file (contour, stored dates). */
  extra: unknown;
}

/** A saved plan to compare with; number 0 is the one compared by default. */
export interface BaselineRow {
  /** The row's key: from the one sequence, never reused. */
  id: number;
  /** 0 to 10. */
  number: number;
  /** What people call it. */
  name: string;
  /** When it was saved. */
  taken_at: string;
}

/** A task's values in a baseline. */
export interface BaselineTaskRow {
  /** The row's key: from the one sequence, never reused. */
  id: number;
  /** The baseline. */
  baseline_id: number;
  /** The task. */
  task_id: number;
  /** Start in the baseline. */
  start: number | null;
  /** Finish in the baseline. */
  finish: number | null;
  /** Duration in the baseline. */
  duration: number | null;
  /** Work in the baseline. */
  work: number | null;
}

/** A task's own cost in a baseline. Only for those who may see costs. */
export interface BaselineCostsRow {
  /** The row's key: from the one sequence, never reused. */
  id: number;
  /** The baseline. */
  baseline_id: number;
  /** The task. */
  task_id: number;
  /** Minor currency units. */
  cost: number;
}

/** A task's typed costs, at most one row a task. Only for those who may see costs. */
export interface TaskCostsRow {
  /** The row's key: from the one sequence, never reused. */
  id: number;
  /** The task. */
  task_id: number;
  /** Cost beside that of the assignments, minor currency units. */
  fixed_cost: number;
  /** Typed actual cost, minor currency units; null follows actual work and rates. */
  actual_cost: number | null;
}

/** Fields that the project added to its tasks. */
export interface CustomFieldRow {
  /** The row's key: from the one sequence, never reused. */
  id: number;
  /** Column title. */
  name: string;
  /** What it holds. */
  type: "text" | "number" | "date" | "flag" | "duration" | "cost" | "person" | "select" | "multi_select" | "link" | "formula";
  /** The file's name for it, as Text1. */
  key: string;
  /** Order of the fields. */
  rank: string;
  /** What it is for. */
  description: string;
  /** It cannot be emptied, and is marked where it is. */
  required: boolean;
  /** The value of new tasks; null for none. */
  initial: unknown;
  /** Of a select: list of {id (text), name, color}, in order; null for other types. */
  options: unknown;
  /** Of a formula: its text. */
  formula: string;
  /** Of a formula: the type of what it gives. */
  result: "" | "text" | "number" | "date" | "flag" | "duration" | "cost";
  /** Of a formula that asks what day it is: the day that it was computed for. */
  today: number | null;
  /** Its key in the workspace's workflow that the project uses; null is the project's own. */
  shared_key: number | null;
}

/** A task's value of a custom field. Values of formulas are results. */
export interface CustomValueRow {
  /** The row's key: from the one sequence, never reused. */
  id: number;
  /** The field. */
  field_id: number;
  /** The task. */
  task_id: number;
  /** By the field's type: text, number, flag, minutes, minor currency units, the key of a resource, or the id of an option (a list of them for several). */
  value: unknown;
}

/** Discrete risks for the simulation of the schedule. */
export interface RisksRow {
  /** The row's key: from the one sequence, never reused. */
  id: number;
  /** What may happen. */
  name: string;
  /** Hundredths of a percent. */
  probability: number;
  /** Takes part in the simulation. */
  active: boolean;
  /** Notes. */
  notes: string;
  /** Order of the risks. */
  rank: string;
}

/** What a risk does to a task where it strikes. */
export interface RiskImpactsRow {
  /** The row's key: from the one sequence, never reused. */
  id: number;
  /** The risk. */
  risk_id: number;
  /** The task. */
  task_id: number;
  /** Working minutes added to its duration. */
  delay: number;
  /** Hundredths of a percent of its duration added. */
  share: number;
}

/** What-if copies of the project; the key of each is that of its stream. */
export interface ScenariosRow {
  /** The row's key: from the one sequence, never reused. */
  id: number;
  /** What people call it. */
  name: string;
  /** What it asks. */
  notes: string;
  /** The project's version that it is based on. */
  base_version: number;
  /** Who began it. */
  user_id: number | null;
  /** When it began. */
  created_at: string;
  /** How it stands. */
  state: "open" | "merged" | "dropped";
}

/** Changes of scope that were approved: without a row a change is not. */
export interface ScopeApprovalsRow {
  /** The row's key: from the one sequence, never reused. */
  id: number;
  /** The change's id. */
  change_id: string;
  /** Under what it was approved. */
  reference: string;
  /** Who approved it. */
  user_id: number | null;
  /** When. */
  approved_at: string;
}

/** Ways of looking at the tasks that were saved under a name, for all. Not for guests: what is filtered by may name people and tasks outside their branch. */
export interface SavedViewsRow {
  /** The row's key: from the one sequence, never reused. */
  id: number;
  /** What people call it. */
  name: string;
  /** Which view it opens. */
  kind: "gantt" | "sheet" | "board" | "calendar";
  /** {version, join: all or any, items: [{field, op, values} or {join, items}]}; null for all. */
  filter: unknown;
  /** As assignee or finish.month. */
  grouping: string;
  /** As -finish,name. */
  sorting: string;
  /** By what tasks are coloured, as status; empty for the plan's own colours. */
  colour: string;
  /** List of {key, width, frozen?} of a grid; null leaves them to each person. The name is frozen where nothing else is said. */
  columns: unknown;
  /** Thousandths of a pixel a day of the time line; null leaves it. */
  zoom: number | null;
  /** Who saved it first. */
  user_id: number | null;
}

/** What is to be ticked off on a task: steps, and criteria by which it is accepted. */
export interface ChecklistItemsRow {
  /** The row's key: from the one sequence, never reused. */
  id: number;
  /** The task. */
  task_id: number;
  /** A step of the checklist, or a criterion of acceptance. */
  kind: "checklist" | "acceptance";
  /** What is to be done. */
  text: string;
  /** Ticked off. */
  done: boolean;
  /** The account that ticked it off. */
  done_by: number | null;
  /** Its name at that time. */
  done_name: string;
  /** When it was ticked off. */
  done_at: string;
  /** Fractional rank among the items of its kind. */
  rank: string;
}

/** How tasks belong together without one moving the other. Seen by whoever sees one end. */
export interface TaskRelationsRow {
  /** The row's key: from the one sequence, never reused. */
  id: number;
  /** The task of which it is said. */
  task_id: number;
  /** The task it points to. */
  other_id: number;
  /** What the first is to the other; relates goes both ways. */
  kind: "relates" | "duplicates" | "causes";
}

/** Sprints: a team's time boxes, each with a goal. Open ones stand by their dates. */
export interface SprintsRow {
  /** The row's key: from the one sequence, never reused. */
  id: number;
  /** What people call it. */
  name: string;
  /** What it is for. */
  goal: string;
  /** The midnight with which it begins. */
  start: number | null;
  /** The midnight after its last day. */
  finish: number | null;
  /** Planned, under way, or over. */
  state: "planned" | "active" | "complete";
  /** When it was completed; empty before. */
  completed_at: string;
}

/** Which sprint a task is in: one row a task. Without a row it is in none. */
export interface SprintItemsRow {
  /** The row's key: from the one sequence, never reused. */
  id: number;
  /** The task. */
  task_id: number;
  /** The sprint. */
  sprint_id: number;
}

/** Releases: what is to be delivered together, and when. */
export interface ReleasesRow {
  /** The row's key: from the one sequence, never reused. */
  id: number;
  /** What people call it. */
  name: string;
  /** What it brings. */
  description: string;
  /** The midnight after the day it is due on. */
  date: number | null;
  /** It is out. */
  released: boolean;
}

/** Which release a task is for: one row a task. */
export interface ReleaseItemsRow {
  /** The row's key: from the one sequence, never reused. */
  id: number;
  /** The task. */
  task_id: number;
  /** The release. */
  release_id: number;
}

/** Tasks that are blocked: what for, since when, and on whom or what they wait. One a task. */
export interface BlocksRow {
  /** The row's key: from the one sequence, never reused. */
  id: number;
  /** The task. */
  task_id: number;
  /** What is in the way. */
  reason: string;
  /** Since when. Days since 1970-01-01 in the plan's zone. */
  since: number;
  /** What it waits for: a person, a team, a vendor, a task, a decision, or something else. */
  kind: "person" | "team" | "vendor" | "task" | "decision" | "other";
  /** The person, team or vendor that it waits for; of a decision, who takes it. */
  resource_id: number | null;
  /** The task that it waits for: a reason, no link; it moves no date. */
  waits_for_id: number | null;
  /** Whom or what, in words. */
  waits_for: string;
  /** By when it was promised to be out of the way. Days since 1970-01-01 in the plan's zone. */
  promised: number | null;
  /** When whoever is waited for was last reminded. Days since 1970-01-01 in the plan's zone. */
  nudged: number | null;
  /** Who said so. */
  user_id: number | null;
}

/** Who watches a task although no rule says so, or does not although one does. Whoever made a task and those who are assigned to it watch it by rule, without a row. */
export interface WatchersRow {
  /** The row's key: from the one sequence, never reused. */
  id: number;
  /** The task. */
  task_id: number;
  /** The account. */
  user_id: number;
  /** False: not told, whatever the rules say. */
  watching: boolean;
}

/** What people said to being assigned: that they take it, that they do not, or a question. The last of each assignment. */
export interface AssignmentAnswersRow {
  /** The row's key: from the one sequence, never reused. */
  id: number;
  /** The task. */
  task_id: number;
  /** The assignment; it may be gone. */
  assignment_id: number;
  /** What was said. */
  state: "accepted" | "declined" | "asked";
  /** The reason, or the question. */
  text: string;
  /** Who said it. */
  user_id: number | null;
  /** When. */
  said_at: string;
  /** What was answered. */
  answer: string;
  /** Who answered; null while it is open. */
  answered_by: number | null;
  /** When. */
  answered_at: string;
}

/** Of whom it is asked how far his tasks are: once, or every week. */
export interface UpdateRequestsRow {
  /** The row's key: from the one sequence, never reused. */
  id: number;
  /** The task whose branch is asked about; null for all that is his. */
  task_id: number | null;
  /** Who is asked. */
  resource_id: number;
  /** Asked anew every week on that day, Monday 0; null: once. */
  weekday: number | null;
  /** What is added to it. */
  note: string;
  /** Who asks. */
  user_id: number | null;
  /** When it was first asked. Days since 1970-01-01 in the plan's zone. */
  asked: number;
  /** When it was last reminded. Days since 1970-01-01 in the plan's zone. */
  reminded: number | null;
  /** When it was first asked. */
  asked_at: string;
}

/** The last answer of each person about each task; earlier ones are in the history. */
export interface UpdateAnswersRow {
  /** The row's key: from the one sequence, never reused. */
  id: number;
  /** The task. */
  task_id: number;
  /** Whose answer it is. */
  resource_id: number;
  /** Whether it moved the plan, waits for that, or was given back. */
  state: "applied" | "waiting" | "returned";
  /** How far it is, in percent. */
  percent: number | null;
  /** Working minutes of its duration that are left. */
  remaining: number | null;
  /** When it is expected to finish. */
  finish: number | null;
  /** How sure. */
  confidence: "" | "high" | "medium" | "low" | "very_low";
  /** What is in the way; empty: nothing; null: nothing was said of it. */
  blocked: string | null;
  /** What is said besides. */
  note: string;
  /** Given by link, without an account. */
  by_link: boolean;
  /** The account that sent it. */
  user_id: number | null;
  /** When. */
  said_at: string;
  /** Why it was given back. */
  reply: string;
  /** Who let it count or gave it back. */
  decided_by: number | null;
}

/** Files of tasks. The bytes lie in a store, by the workspace and their SHA-256. */
export interface AttachmentsRow {
  /** The row's key: from the one sequence, never reused. */
  id: number;
  /** The task. */
  task_id: number;
  /** The file's name. */
  name: string;
  /** Bytes. */
  size: number;
  /** What the content is, as far as its first bytes tell; else as bytes without meaning. */
  media_type: string;
  /** Hash of the bytes. */
  sha256: string;
  /** The account that added it. */
  added_by: number | null;
  /** Its name at that time. */
  added_name: string;
  /** When. */
  added_at: string;
}

export interface Tables {
  workspaces: WorkspacesRow;
  members: MemberRow;
  calendars: CalendarRow;
  resources: ResourceRow;
  rates: RatesRow;
  workflows: WorkflowsRow;
  projects: ProjectRow;
  risk_groups: RiskGroupsRow;
  statuses: StatusesRow;
  work_types: WorkTypesRow;
  column_rules: ColumnRulesRow;
  tasks: TaskRow;
  links: LinkRow;
  assignments: AssignmentRow;
  baselines: BaselineRow;
  baseline_tasks: BaselineTaskRow;
  baseline_costs: BaselineCostsRow;
  task_costs: TaskCostsRow;
  custom_fields: CustomFieldRow;
  custom_values: CustomValueRow;
  risks: RisksRow;
  risk_impacts: RiskImpactsRow;
  scenarios: ScenariosRow;
  scope_approvals: ScopeApprovalsRow;
  saved_views: SavedViewsRow;
  checklist_items: ChecklistItemsRow;
  task_relations: TaskRelationsRow;
  sprints: SprintsRow;
  sprint_items: SprintItemsRow;
  releases: ReleasesRow;
  release_items: ReleaseItemsRow;
  blocks: BlocksRow;
  watchers: WatchersRow;
  assignment_answers: AssignmentAnswersRow;
  update_requests: UpdateRequestsRow;
  update_answers: UpdateAnswersRow;
  attachments: AttachmentsRow;
}

export type TableName = keyof Tables;

export const WORKSPACE_TABLES = ["workspaces", "members", "calendars", "resources", "rates", "workflows"] as const;

export const PROJECT_TABLES = ["projects", "risk_groups", "statuses", "work_types", "column_rules", "tasks", "links", "assignments", "baselines", "baseline_tasks", "baseline_costs", "task_costs", "custom_fields", "custom_values", "risks", "risk_impacts", "scenarios", "scope_approvals", "saved_views", "checklist_items", "task_relations", "sprints", "sprint_items", "releases", "release_items", "blocks", "watchers", "assignment_answers", "update_requests", "update_answers", "attachments"] as const;

/** A task's row of the result `schedule`. */
export interface ScheduleRow {
  id: number;
  start: number;
  finish: number;
  duration: number;
  late_start: number;
  late_finish: number;
  total_float: number;
  free_float: number;
  critical: boolean;
  percent_complete: number;
  driver: string;
  driver_id: number | null;
}

/** A task's row of the result `formulas`: by key of the field, a value or {error}. */
export interface FormulaRow {
  id: number;
  values: Readonly<Record<string, unknown>>;
}

/** Other where the tables are: what a browser kept of others is of no use. */
export const SHAPE = "549614efe891";

/** What changed in a table: whole rows where added or removed, else the fields that differ. */
export interface TableChange<Row = Record<string, unknown>> {
  added: Row[];
  updated: { id: number; before: Partial<Row>; after: Partial<Row> }[];
  removed: Row[];
}

export type Inputs = { [T in TableName]?: TableChange<Tables[T]> };

/** How many rows there are of each part of a table. */
export type RowCounts = Partial<Record<TableName, Partial<Record<keyof TableChange, number>>>>;

/** What a grid says of a task: the text of each cell, read from one revision of the store. */

import { baselineOf, costsNow, costsPlanned, type Variance, varianceOf } from "~/model/baseline";
import { drivingWork } from "~/model/calendars";
import { customText, customValue } from "~/model/custom";
import { formatDuration } from "~/model/durations";
import { doneOf, type Effort, effortsOf, splitsOf } from "~/model/effort";
import { DAY, formatMoment, momentNow } from "~/model/moments";
import { money } from "~/model/money";
import { formatAssignee } from "~/model/people";
import { formatPredecessors, type Incoming } from "~/model/predecessors";
import { priorityOf, type Status, statusesOf, statusOf } from "~/model/workflow";
import type { ScheduleRow, Tables, TaskRow } from "~/protocol/tables.generated";
import type { ProjectStore } from "~/store/types";
import { i18next } from "~/text/i18n";
import { locale } from "~/text/locale";
import { scrumText } from "./sprintCells";

const t = (key: string): string => i18next.t(key, { ns: "grid" });

export class Reading {
  readonly store: ProjectStore;
  readonly project: Tables["projects"];
  /** Where progress ought to be: the status date, else now in the plan's zone. */
  readonly statusDate: number;
  /** Undone work before this is left in the past: the status date, else this morning. */
  readonly resumeDate: number;
  readonly now: number;
  /** The columns of the board, from left to right. */
  readonly statuses: readonly Status[];
  readonly #texts = new Map<string, Map<number, string>>();
  readonly #baseline: ReadonlyMap<number, Tables["baseline_tasks"]>;
  #efforts: ReadonlyMap<number, Effort> | null = null;

  constructor(store: ProjectStore) {
    this.store = store;
    this.project = store.project;
    this.now = momentNow(this.project.zone);
    this.statusDate = this.project.status_date ?? this.now;
    const morning = Math.floor(this.now / DAY) * DAY + this.project.day_start;
    this.resumeDate = this.project.status_date ?? morning;
    this.#baseline = baselineOf(store);
    this.statuses = statusesOf(store);
  }

  /** Before when undone work of a task is left in the past: what remains of a started one is not,
   * where the project is scheduled from its status date. */
  resumeDateOf(task: TaskRow): number {
    const { from_status_date, status_date } = this.project;
    const goesOn = from_status_date && status_date !== null && task.actual_start !== null;
    const byHand = task.mode === "manual" && task.manual_finish !== null;
    return goesOn && !byHand ? Number.NEGATIVE_INFINITY : this.resumeDate;
  }

  /** The text of a cell, "" where there is nothing to say. */
  text(column: string, id: number): string {
    let column_ = this.#texts.get(column);
    if (!column_) {
      column_ = new Map();
      this.#texts.set(column, column_);
    }
    let found = column_.get(id);
    if (found === undefined) {
      found = this.#read(column, id);
      column_.set(id, found);
    }
    return found;
  }

  #read(column: string, id: number): string {
    const task = this.store.task(id);
    if (!task) return "";
    const result = this.store.schedule(id);
    switch (column) {
      case "line":
        return String(this.store.outlineLine(id)?.line ?? "");
      case "name":
        return task.name;
      case "wbs":
        return task.wbs || (this.store.outlineLine(id)?.wbs ?? "");
      case "duration":
        return this.duration(task, result);
      case "start":
        return result ? this.date(result.start) : "";
      case "finish":
        return result ? this.date(result.finish, true) : "";
      case "predecessors":
        return this.predecessors(id);
      case "percent":
        return `${result?.percent_complete ?? task.percent_complete}%`;
      case "assignees":
        return this.assignees(id).join(", ");
      case "float":
        return result ? this.span(result.total_float) : "";
      case "critical":
        return result?.critical ? t("yes") : "";
      case "deadline":
        return task.deadline === null ? "" : this.date(task.deadline, true);
      case "constraint":
        return this.constraint(task);
      case "baselineFinish": {
        const finish = this.baseline(id)?.finish ?? null;
        return finish === null ? "" : this.date(finish, true);
      }
      case "baselineStart": {
        const start = this.baseline(id)?.start ?? null;
        return start === null ? "" : this.date(start);
      }
      case "baselineDuration": {
        const minutes = this.baseline(id)?.duration ?? null;
        return minutes === null ? "" : this.span(minutes);
      }
      case "baselineWork":
        return this.hours(this.baseline(id)?.work ?? 0);
      case "variance":
      case "startVariance":
      case "durationVariance": {
        const minutes = this.variance(id, column);
        return minutes ? this.span(minutes, true) : "";
      }
      case "work":
        return this.hours(this.effort(id)?.planned ?? 0);
      case "actualWork":
        return this.hours(this.effort(id)?.actual ?? 0);
      case "remainingWork":
        return this.hours(this.effort(id)?.remaining ?? 0);
      case "workVariance":
        return this.hours(this.variance(id, column) ?? 0, true);
      case "cost":
        return this.money(costsNow(this.store)?.get(id) ?? 0);
      case "baselineCost":
        return this.money(costsPlanned(this.store)?.get(id) ?? 0);
      case "costVariance":
        return this.money(this.variance(id, column) ?? 0, true);
      case "actualDuration":
        return this.#part(task, doneOf(task));
      case "remainingDuration":
        return this.#part(task, task.duration - doneOf(task));
      case "taskType":
        return this.isSummary(id) ? "" : t(`taskType.${task.task_type}`);
      case "optimistic":
      case "pessimistic": {
        const minutes = task[column];
        return minutes === null ? "" : this.#part(task, minutes);
      }
      case "confidence":
        return task.confidence && !this.isSummary(id) ? t(`confidence.${task.confidence}`) : "";
      case "status":
        return this.isSummary(id) ? "" : (statusOf(this.statuses, task)?.name ?? "");
      case "type":
        return this.store.rows("work_types").get(task.type_id ?? 0)?.name ?? "";
      case "priority":
        return this.isSummary(id) ? "" : i18next.t(`board:priority.${priorityOf(task.priority)}`);
      case "mode":
        return t(`mode.${task.active ? task.mode : "inactive"}`);
      case "sprint":
      case "release":
      case "points":
        return scrumText(column, task, this.store);
      default:
        return column.startsWith("custom:") ? this.#custom(Number(column.slice(7)), id) : "";
    }
  }

  /** A date; a finish at midnight is seen as the end of the day before. */
  date(moment: number, finish = false): string {
    return formatMoment(finish && moment % 1440 === 0 ? moment - 1 : moment, "medium", locale());
  }

  shortDate(moment: number, finish = false): string {
    return formatMoment(finish && moment % 1440 === 0 ? moment - 1 : moment, "short", locale());
  }

  /** A constraint with its date; "" for none. */
  constraint(task: TaskRow): string {
    if (task.constraint === "asap") return "";
    const finish = ["mfo", "fnet", "fnlt"].includes(task.constraint);
    const date = task.constraint_date === null ? "" : this.date(task.constraint_date, finish);
    return `${t(`constraint.${task.constraint}`)} ${date}`.trim();
  }

  duration(task: TaskRow, result: ScheduleRow | undefined): string {
    if (this.isSummary(task.id)) return result ? this.span(result.duration) : "";
    return formatDuration(task.duration, task.duration_unit, this.project, task.estimated);
  }

  /** Working minutes in days, or in hours below one. */
  span(minutes: number, signed = false): string {
    const sign = minutes < 0 ? "−" : signed && minutes > 0 ? "+" : "";
    const size = Math.abs(minutes);
    const unit = size > 0 && size < this.project.minutes_per_day ? "h" : "d";
    return sign + formatDuration(size, unit, this.project);
  }

  /** Minutes of work in hours, "" for none. */
  hours(minutes: number, signed = false): string {
    if (minutes === 0) return "";
    const sign = minutes < 0 ? "−" : signed ? "+" : "";
    return sign + formatDuration(Math.abs(minutes), "h", this.project);
  }

  /** An amount in the project's currency, "" for none. */
  money(minor: number, signed = false): string {
    if (minor === 0) return "";
    const sign = minor < 0 ? "−" : signed ? "+" : "";
    return sign + money(Math.abs(minor), this.project.currency, locale());
  }

  /** A part of a task's duration in its unit; summaries have no such parts. */
  #part(task: TaskRow, minutes: number): string {
    return this.isSummary(task.id) ? "" : formatDuration(minutes, task.duration_unit, this.project);
  }

  /**
   * Until when a task is done, as its bar shows it: the share of its span, or where it rests or has
   * rested, by its working time.
   */
  doneUntil(task: TaskRow, result: ScheduleRow): number {
    const rests = splitsOf(task);
    if (rests.length === 0) {
      return result.start + ((result.finish - result.start) * result.percent_complete) / 100;
    }
    const done = doneOf(task);
    const over = rests.reduce((sum, [before, rest]) => sum + (before <= done ? rest : 0), 0);
    const [work] = drivingWork(this.store, task);
    return work ? work.add(result.start, done + over) : result.start;
  }

  /** Work planned, done and left of a task. */
  effort(id: number): Effort | undefined {
    this.#efforts ??= effortsOf(this.store);
    return this.#efforts.get(id);
  }

  isSummary(id: number): boolean {
    return this.store.outlineLine(id)?.hasChildren ?? false;
  }

  incoming(id: number): Incoming[] {
    const rows = this.store.rows("links");
    const keys = this.store.index("links", "successor_id").get(id) ?? [];
    return keys.flatMap((key) => rows.get(key) ?? []);
  }

  predecessors(id: number): string {
    const lineOf = (task: number) => this.store.outlineLine(task)?.line;
    return formatPredecessors(this.incoming(id), lineOf, this.project);
  }

  assignees(id: number): string[] {
    const rows = this.store.rows("assignments");
    const people = this.store.rows("resources");
    const keys = this.store.index("assignments", "task_id").get(id) ?? [];
    return keys.flatMap((key) => {
      const row = rows.get(key);
      const name = row && people.get(row.resource_id)?.name;
      return row && name ? [formatAssignee(name, row.units)] : [];
    });
  }

  baseline(id: number): Tables["baseline_tasks"] | undefined {
    return this.#baseline.get(id);
  }

  get hasBaseline(): boolean {
    return this.#baseline.size > 0;
  }

  /** By how much a task differs from the baseline; null where it says nothing of it. */
  variance(id: number, which: Variance = "variance"): number | null {
    return varianceOf(
      this.store,
      which,
      id,
      which === "workVariance" ? this.effort(id) : undefined,
    );
  }

  #custom(field: number, id: number): string {
    const row = this.store.rows("custom_fields").get(field);
    if (!row) return "";
    return customText(row, customValue(this.store, row, id), this.store, t("yes"), locale());
  }
}

/** The heading of a group, with its totals under the columns that they are of. */

import type { TFunction } from "i18next";
import { useCosts } from "~/here/costs";
import { costsNow, costsPlanned, seesCosts } from "~/model/baseline";
import { customText, customValue, shownType } from "~/model/custom";
import { type Totals, totalsOf } from "~/model/grouping";
import { money } from "~/model/money";
import { pointsText } from "~/model/sprints";
import { locale } from "~/text/locale";
import { type Column, NAME, NUMBER } from "../columns";
import type { PlanController } from "../controller";
import type { Reading } from "../reading";
import type { GroupLine } from "../rows";
import { cellId, columnStyle } from "./GridRow";
import { Chevron } from "./Icons";

interface GroupRowProps {
  readonly controller: PlanController;
  readonly line: GroupLine;
  readonly place: number;
  readonly top: number;
  readonly columns: readonly Column[];
  readonly current: boolean;
  readonly closed: boolean;
  readonly t: TFunction<"grid">;
}

export function GroupRow(props: GroupRowProps) {
  const { controller, line, place, top, columns, current, closed, t } = props;
  const { reading } = controller;
  const { totals, text } = figuresOf(line, reading);
  const sees = seesCosts(controller.store);
  const count = t("group.count", { count: totals.count });
  const told = columns.flatMap((column) => {
    const total = text(column.key);
    return total
      ? [`${column.title ?? t(`columns.${column.key}` as "columns.duration")} ${total}`]
      : [];
  });
  return (
    <div
      role="row"
      aria-rowindex={place + 2}
      aria-level={1}
      aria-expanded={!closed}
      className="hwg-row hwg-group"
      data-row={line.key}
      data-current={current || undefined}
      style={{ top }}
    >
      <div
        role="gridcell"
        className="hwg-group-cell"
        id={cellId(line.key, NAME)}
        data-col={NAME}
        title={[line.label, count, ...told].join(" · ")}
      >
        <button
          type="button"
          tabIndex={-1}
          className="hwg-toggle"
          data-toggle
          data-collapsed={closed || undefined}
          aria-label={t(closed ? "cell.expand" : "cell.collapse", { name: line.label })}
        >
          <Chevron down={!closed} />
        </button>
        <strong dir="auto">{line.label}</strong>
        <span className="hwg-group-total">
          {count}
          {sees && <GroupCost controller={controller} line={line} />}
        </span>
      </div>
      {columns.map((column) => {
        if (column.key === NAME || column.key === NUMBER) return null;
        return (
          <div
            key={column.key}
            role="gridcell"
            id={cellId(line.key, column.key)}
            className="hwg-cell hwg-group-figure"
            data-col={column.key}
            data-align={column.align}
            data-figures={column.figures || undefined}
            data-frozen={column.frozen || undefined}
            style={columnStyle(column.key)}
          >
            {text(column.key)}
          </div>
        );
      })}
    </div>
  );
}

/** What the group's tasks cost, as the server works it out. */
function GroupCost({ controller, line }: Pick<GroupRowProps, "controller" | "line">) {
  useCosts(true);
  const { costs, project } = controller.store;
  const cost = sum(line, (id) => costs?.get(id));
  return cost === 0 ? null : ` · ${money(cost, project.currency, locale(), true)}`;
}

interface Figures {
  readonly reading: Reading;
  readonly totals: Totals;
  text(column: string): string;
}

const kept = new WeakMap<GroupLine, Figures>();

/** What a group comes to: added up once for the same plan, not whenever the cursor moves. */
function figuresOf(line: GroupLine, reading: Reading): Figures {
  const known = kept.get(line);
  if (known?.reading === reading) return known;
  const totals = totalsOf(line.ids, reading);
  const texts = new Map<string, string>();
  const text = (column: string): string => {
    const found = texts.get(column) ?? totalText(column, line, totals, reading);
    texts.set(column, found);
    return found;
  };
  const figures = { reading, totals, text };
  kept.set(line, figures);
  return figures;
}

/** What a group comes to in a column, "" where that is nothing one adds up. */
function totalText(key: string, line: GroupLine, totals: Totals, reading: Reading): string {
  switch (key) {
    case "duration":
      return totals.duration > 0 ? reading.span(totals.duration) : "";
    case "start":
      return totals.start === null ? "" : reading.date(totals.start);
    case "finish":
      return totals.finish === null ? "" : reading.date(totals.finish, true);
    case "percent":
      return `${totals.percent}%`;
    case "points":
      return pointsText(pointsOf(line, reading));
    case "work":
      return reading.hours(effort(line, reading, "planned"));
    case "actualWork":
      return reading.hours(effort(line, reading, "actual"));
    case "remainingWork":
      return reading.hours(effort(line, reading, "remaining"));
    case "baselineWork":
      return reading.hours(sum(line, (id) => reading.baseline(id)?.work));
    case "workVariance":
      return reading.hours(
        sum(line, (id) => reading.variance(id, key)),
        true,
      );
    case "cost":
      return reading.money(sum(line, (id) => costsNow(reading.store)?.get(id)));
    case "baselineCost":
      return reading.money(sum(line, (id) => costsPlanned(reading.store)?.get(id)));
    case "costVariance":
      return reading.money(
        sum(line, (id) => reading.variance(id, key)),
        true,
      );
    default:
      return key.startsWith("custom:") ? customTotal(Number(key.slice(7)), line, reading) : "";
  }
}

/** Story points of a group; summaries have none of their own. */
function pointsOf(line: GroupLine, reading: Reading): number | null {
  const all = line.ids.flatMap((id) =>
    reading.isSummary(id) ? [] : (reading.store.task(id)?.story_points ?? []),
  );
  return all.length ? all.reduce((sum, points) => sum + points, 0) : null;
}

const SUMMED = new Set(["number", "cost", "duration"]);

/** The sum of a field's figures. Where a group holds a summary and its tasks, what a formula adds up
 * of its children would count twice: of formulas, summaries are left out. */
function customTotal(id: number, line: GroupLine, reading: Reading): string {
  const { store } = reading;
  const field = store.rows("custom_fields").get(id);
  if (!field || !SUMMED.has(shownType(field))) return "";
  let sum = 0;
  let any = false;
  for (const task of line.ids) {
    if (field.type === "formula" && reading.isSummary(task)) continue;
    const value = customValue(store, field, task);
    if (typeof value !== "number") continue;
    sum += value;
    any = true;
  }
  return any ? customText(field, sum, store, "", locale()) : "";
}

function effort(
  line: GroupLine,
  reading: Reading,
  which: "planned" | "actual" | "remaining",
): number {
  return sum(line, (id) => reading.effort(id)?.[which]);
}

function sum(line: GroupLine, of: (id: number) => number | null | undefined): number {
  return line.ids.reduce((all, id) => all + (of(id) ?? 0), 0);
}

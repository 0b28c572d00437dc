/** The heading of a group, with its totals under the columns that they are of. */

import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { costsQuery } from "~/here/costs";
import { customText, customValue, shownType } from "~/model/custom";
import { type Totals, totalsOf } from "~/model/grouping";
import { money } from "~/model/money";
import { type Column, NAME, NUMBER } from "../columns";
import type { PlanController } from "../controller";
import type { Reading } from "../reading";
import type { GroupLine } from "../rows";
import { cellId, columnStyle } from "./GridRow";
import { Chevron } from "./Icons";

/** Milliseconds without a change after which costs are asked for anew. */
const SETTLE = 300;

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
  const totals = totalsOf(line.ids, controller);
  const sees = controller.store.may("costs.read") && controller.store.may("rates.read");
  const count = t("group.count", { count: totals.count });
  const told = columns.flatMap((column) => {
    const text = totalText(column.key, line, totals, reading);
    return text
      ? [`${column.title ?? t(`columns.${column.key}` as "columns.duration")} ${text}`]
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
            style={columnStyle(column.key)}
          >
            {totalText(column.key, line, totals, reading)}
          </div>
        );
      })}
    </div>
  );
}

/** What the group's tasks cost, as the server works it out. */
function GroupCost({ controller, line }: Pick<GroupRowProps, "controller" | "line">) {
  const { projectId, version } = controller.store;
  const [settled] = useDebouncedValue(version, SETTLE);
  const { data } = useQuery(costsQuery(projectId, settled));
  if (!data) return null;
  const cost = line.ids.reduce((sum, id) => sum + (data.total.get(id) ?? 0), 0);
  return cost === 0 ? null : ` · ${money(cost, data.currency, navigator.language, true)}`;
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
    case "work":
      return reading.hours(effort(line, reading, "planned"));
    case "actualWork":
      return reading.hours(effort(line, reading, "actual"));
    case "remainingWork":
      return reading.hours(effort(line, reading, "remaining"));
    default:
      return key.startsWith("custom:") ? customTotal(Number(key.slice(7)), line, reading) : "";
  }
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
  return any ? customText(field, sum, store, "", navigator.language) : "";
}

function effort(
  line: GroupLine,
  reading: Reading,
  which: "planned" | "actual" | "remaining",
): number {
  return line.ids.reduce((sum, id) => sum + (reading.effort(id)?.[which] ?? 0), 0);
}

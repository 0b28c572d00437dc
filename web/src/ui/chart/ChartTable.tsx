/** The figures of a chart as a table. */

import { UnstyledButton } from "@mantine/core";
import { fromIso } from "~/model/moments";
import classes from "../Chart.module.css";
import { number, planMoment } from "../dates";
import { Sideways } from "../Sideways";
import type { ChartColumn, ChartSpec, Datum } from "./spec";

export function ChartTable(props: {
  spec: ChartSpec;
  label: string;
  onPick?: (datum: Datum) => void;
}) {
  const columns = props.spec.usermeta?.columns ?? [];
  const { onPick } = props;
  return (
    <Sideways className={classes.scroll} label={props.label}>
      <table className={classes.table}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.field} scope="col" data-number={isNumber(column) || undefined}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.spec.data.values.map((row, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows are never reordered
            <tr key={place}>
              {columns.map((column, at) => (
                <td key={column.field} data-number={isNumber(column) || undefined}>
                  {onPick && at === 0 ? (
                    <UnstyledButton onClick={() => onPick(row)}>
                      {shown(row, column)}
                    </UnstyledButton>
                  ) : (
                    shown(row, column)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Sideways>
  );
}

const isNumber = (column: ChartColumn) => column.kind === "number" || column.kind === "share";

function shown(row: Datum, column: ChartColumn): string {
  const value = row[column.field];
  if (value === null || value === undefined) return "–";
  if (column.kind === "date") {
    const moment = fromIso(String(value));
    return moment === null ? "–" : planMoment(moment);
  }
  if (column.kind === "share") return `${number(Math.round(Number(value) * 1000) / 10)} %`;
  if (column.kind === "number") return number(Number(value));
  return String(value);
}

/** Earned value by task and branch; branches open and close, the first two levels are open. */

import { ActionIcon } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconChevronDown, IconChevronRight } from "~/ui/icons";
import classes from "./EarnedValuePage.module.css";
import { amount, Figures, Heads } from "./Figures";
import type { TaskLine } from "./query";

const OPEN_LEVELS = 1;
const MOST = 500;

export function TaskTable(props: {
  lines: readonly TaskLine[];
  currency: string;
  onOpen: (id: number) => void;
}) {
  const { t } = useTranslation("earned-value");
  const { lines, currency } = props;
  const [turned, setTurned] = useState<ReadonlySet<number>>(new Set());
  const shown = useMemo(() => visible(lines, turned), [lines, turned]);
  const turn = (id: number) =>
    setTurned((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });

  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={t("tasks.title")}>
        <thead>
          <tr>
            <th scope="col">{t("tasks.name")}</th>
            <Heads before={["bac", "pv"]} />
          </tr>
        </thead>
        <tbody className="hw-num">
          {shown.slice(0, MOST).map((line) => (
            <tr key={line.id} data-summary={line.summary || undefined}>
              <th scope="row" style={{ paddingInlineStart: line.level * 18 }}>
                <span className={classes.name}>
                  {line.summary ? (
                    <ActionIcon
                      size={20}
                      aria-expanded={isOpen(line, turned)}
                      aria-label={t("tasks.turn", { name: line.name })}
                      onClick={() => turn(line.id)}
                    >
                      {isOpen(line, turned) ? (
                        <IconChevronDown size={14} stroke={1.6} />
                      ) : (
                        <IconChevronRight size={14} stroke={1.6} />
                      )}
                    </ActionIcon>
                  ) : (
                    <span className={classes.gap} />
                  )}
                  <button
                    type="button"
                    className={classes.open}
                    onClick={() => props.onOpen(line.id)}
                  >
                    {line.name}
                  </button>
                </span>
              </th>
              <td>{amount(line.bac, currency)}</td>
              <td>{amount(line.pv, currency)}</td>
              <Figures of={line} currency={currency} />
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length > MOST && (
        <p className={classes.note}>{t("tasks.more", { count: shown.length - MOST })}</p>
      )}
    </div>
  );
}

function isOpen(line: TaskLine, turned: ReadonlySet<number>): boolean {
  return line.level < OPEN_LEVELS !== turned.has(line.id);
}

/** The lines all of whose summaries are open. */
function visible(lines: readonly TaskLine[], turned: ReadonlySet<number>): TaskLine[] {
  const open = new Set<number>();
  return lines.filter((line) => {
    const seen = line.parent_id === null || open.has(line.parent_id);
    if (seen && line.summary && isOpen(line, turned)) open.add(line.id);
    return seen;
  });
}

/** Earned value by task and branch; branches open and close, the first two levels are open. */

import { ActionIcon } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { money } from "~/model/money";
import { useStore } from "~/store/react";
import { number } from "~/ui/dates";
import { IconChevronDown, IconChevronRight } from "~/ui/icons";
import classes from "./EarnedValuePage.module.css";
import { index } from "./indices";
import type { TaskLine } from "./query";

const NAMES = [
  "bac",
  "pv",
  "ev",
  "ac",
  "sv",
  "cv",
  "spi",
  "cpi",
  "eac",
  "etc",
  "vac",
  "tcpi",
  "es",
  "sv_t",
  "spi_t",
] as const;
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
  const amount = (minor: number | null) =>
    minor === null ? "–" : money(minor, currency, undefined, true);
  const perDay = useStore((store) => store.project.minutes_per_day);
  const days = (minutes: number | null) => (minutes === null ? "–" : number(minutes / perDay));
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
            {NAMES.map((name) => (
              <th key={name} scope="col" className={classes.right} title={t(`names.${name}`)}>
                {t(`short.${name}`)}
              </th>
            ))}
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
              <td>{amount(line.bac)}</td>
              <td>{amount(line.pv)}</td>
              <td>{amount(line.ev)}</td>
              <td>{amount(line.ac)}</td>
              <td data-late={line.sv < 0 || undefined}>{amount(line.sv)}</td>
              <td data-late={line.cv < 0 || undefined}>{amount(line.cv)}</td>
              <td>{index(line.spi)}</td>
              <td>{index(line.cpi)}</td>
              <td>{amount(line.eac)}</td>
              <td>{amount(line.etc)}</td>
              <td data-late={(line.vac ?? 0) < 0 || undefined}>{amount(line.vac)}</td>
              <td>{index(line.tcpi)}</td>
              <td>{days(line.earned_minutes)}</td>
              <td data-late={(line.sv_t_minutes ?? 0) < 0 || undefined}>
                {days(line.sv_t_minutes)}
              </td>
              <td>{index(line.spi_t)}</td>
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

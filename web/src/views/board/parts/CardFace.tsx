/** What a card shows: number and signs, the name, who works on it and when it is due. */

import { useTranslation } from "react-i18next";
import { ICONS } from "~/model/types";
import { type Priority, priorityOf } from "~/model/workflow";
import type { TaskRow } from "~/protocol/tables.generated";
import { planDate } from "~/ui/dates";
import { Initials } from "~/ui/Initials";
import { IconAlertTriangle } from "~/ui/icons";
import classes from "../Board.module.css";
import type { CardFacts } from "../content";
import { PriorityMark } from "./Priority";

const MOST_PEOPLE = 3;

interface CardFaceProps {
  readonly task: TaskRow;
  readonly facts: CardFacts;
  readonly column: string;
  /** Whether the phase is said already by the lane. */
  readonly inPhase: boolean;
  /** Accept what the board suggests; undefined where one may not. */
  readonly onSuggested?: (() => void) | undefined;
  readonly onBack?: (() => void) | undefined;
}

export function CardFace(props: CardFaceProps) {
  const { task, facts, inPhase, onSuggested, onBack } = props;
  const { t } = useTranslation("board");
  const priority = priorityOf(task.priority);
  const more = facts.people.length - MOST_PEOPLE;
  return (
    <>
      <span className={classes.top}>
        {task.milestone && <span className={classes.diamond} title={t("card.milestone")} />}
        {facts.type && (
          <span className={classes.tag} title={facts.type.name}>
            <span aria-hidden="true">{ICONS[facts.type.icon]}</span> {facts.type.name}
          </span>
        )}
        <bdi className={classes.number}>{facts.number}</bdi>
        <span className={classes.room} />
        {task.archived && (
          <span className={classes.tag} title={t("archivedTag")}>
            {t("archivedTag")}
          </span>
        )}
        {facts.blocked !== null && (
          <span
            className={classes.tag}
            data-kind="blocked"
            title={t("card.blocked", { count: facts.blocked })}
          >
            <IconAlertTriangle size={12} stroke={2} />
            {t("card.blocked", { count: facts.blocked })}
          </span>
        )}
        {facts.critical && (
          <span className={classes.tag} data-kind="critical" title={t("card.critical")}>
            {t("card.critical")}
          </span>
        )}
        {priority !== "normal" && (
          <span title={t(`priority.${priority}`)} className={classes.priority}>
            <PriorityMark priority={priority} />
          </span>
        )}
      </span>
      <span className={classes.name} dir="auto" data-done={facts.done || undefined}>
        {task.name || t("card.unnamed")}
      </span>
      <span className={classes.foot}>
        {facts.people.slice(0, more > 1 ? MOST_PEOPLE - 1 : MOST_PEOPLE).map((name) => (
          <Initials key={name} name={name} />
        ))}
        {more > 1 && (
          <Initials name={facts.people.join(", ")}>{t("card.more", { count: more + 1 })}</Initials>
        )}
        {facts.suggests && onSuggested ? (
          <button type="button" className={classes.suggest} onClick={onSuggested}>
            {t(facts.suggests === "complete" ? "card.complete" : "card.move", {
              percent: facts.percent,
              column: props.column,
            })}
          </button>
        ) : task.archived && onBack ? (
          <button type="button" className={classes.suggest} onClick={onBack}>
            {t("bringBack")}
          </button>
        ) : (
          <>
            <span className={classes.phase} dir="auto">
              {inPhase ? "" : facts.parent}
            </span>
            {facts.percent > 0 && !facts.done && (
              <span className={classes.percent}>
                {t("card.percent", { percent: facts.percent })}
              </span>
            )}
            {facts.due !== null && !facts.done && (
              <span className={classes.due} data-late={facts.late || undefined}>
                {facts.late && <IconAlertTriangle size={12} stroke={2} />}
                {planDate(facts.due)}
              </span>
            )}
          </>
        )}
      </span>
    </>
  );
}

type Words = (key: string, values?: Record<string, unknown>) => string;

/** The same for who hears it. */
export function spokenCard(task: TaskRow, facts: CardFacts, column: string, t: Words): string {
  const priority: Priority = priorityOf(task.priority);
  return [
    t("card.of", { number: facts.number, name: task.name || t("card.unnamed") }).trim(),
    t("card.in", { column }),
    task.milestone ? t("card.milestone") : "",
    priority === "normal" ? "" : t("card.priority", { priority: t(`priority.${priority}`) }),
    facts.critical ? t("card.critical") : "",
    facts.blocked !== null ? t("card.blocked", { count: facts.blocked }) : "",
    facts.people.length ? t("card.people", { names: facts.people.join(", ") }) : "",
    facts.done ? t("card.done") : "",
    !facts.done && facts.due !== null ? t("card.due", { date: planDate(facts.due) }) : "",
    facts.late ? t("card.late") : "",
    facts.percent > 0 && !facts.done ? t("card.percent", { percent: facts.percent }) : "",
    task.archived ? t("archivedTag") : "",
  ]
    .filter(Boolean)
    .join(", ");
}

/** The roadmap of a phone: each project's phases and milestones, one below the other by date. */

import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { isoDate } from "~/ui/dates";
import type { Lane, Milestone, Phase } from "./query";
import { LaneTitle, type RoadmapProps } from "./Roadmap";
import classes from "./Roadmap.module.css";
import { MARKS, slipText } from "./words";

export function RoadmapList({ lanes, view }: RoadmapProps) {
  const { t } = useTranslation("roadmap");
  return (
    <>
      {lanes.map((lane) => (
        <section key={lane.id} className={classes.card} aria-label={lane.name}>
          <LaneTitle lane={lane} />
          <ol>
            {inOrder(lane).map((part) => (
              <li key={part.task_id} data-kind={"level" in part ? "phase" : "milestone"}>
                <Link
                  to={view}
                  params={{ projectId: String(lane.id) }}
                  search={{ task: part.task_id }}
                >
                  <span className={classes.mark} data-health={part.health} aria-hidden>
                    {MARKS[part.health]}
                  </span>
                  <span className={classes.title}>{part.name}</span>
                  <span className="hw-num">{isoDate(part.finish)}</span>
                  <span className={classes.standing}>
                    {[
                      "level" in part
                        ? t("done", { percent: part.percent_complete })
                        : t("milestone"),
                      t(`health.${part.health}`),
                      slipText(part.slip_minutes, lane.minutes_per_day, t),
                    ]
                      .filter(Boolean)
                      .join(" · ")}
                  </span>
                  {"level" in part && (
                    <span className={classes.meter} data-health={part.health}>
                      <span style={{ width: `${part.percent_complete}%` }} />
                    </span>
                  )}
                </Link>
              </li>
            ))}
          </ol>
          {lane.phases.length + lane.milestones.length === 0 && <p>{t("nothing")}</p>}
        </section>
      ))}
    </>
  );
}

/** Phases with their milestones behind them, each by its finish. */
function inOrder(lane: Lane): (Phase | Milestone)[] {
  const by = (a: { finish: string }, b: { finish: string }) => a.finish.localeCompare(b.finish);
  const loose = lane.milestones.filter((one) => one.phase_id === null).sort(by);
  const phases = lane.phases.flatMap((phase) => [
    phase,
    ...lane.milestones.filter((one) => one.phase_id === phase.task_id).sort(by),
  ]);
  return [...phases, ...loose];
}

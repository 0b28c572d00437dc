/** How far a search is: best so far, what no plan can beat, and a way to end it. */

import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { stopRun } from "~/here/runs";
import { fromIso } from "~/model/moments";
import { useStore } from "~/store/react";
import { number, planDate } from "~/ui/dates";
import classes from "./LevellingPage.module.css";
import type { LevellingRun } from "./query";

export function ProgressPart({ run }: { run: LevellingRun }) {
  const { t } = useTranslation("levelling");
  const perDay = useStore((store) => store.project.minutes_per_day);
  const seconds = Number(run.options.seconds ?? 0);
  const elapsed = run.elapsed ?? 0;
  const date = (iso: string) => planDate(fromIso(iso) ?? 0);
  const { progress } = run;
  return (
    <section className={classes.card} aria-label={t("progress.title")} data-testid="levelling-run">
      <div className={classes.head}>
        <h3>{t(run.state === "queued" ? "progress.queued" : "progress.title")}</h3>
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => void stopRun(run)}
          disabled={run.stopping}
        >
          {t(run.stopping ? "progress.stopping" : "progress.stop")}
        </Button>
      </div>
      <progress
        className={classes.progress}
        value={seconds ? Math.min(1, elapsed / seconds) : 1}
        aria-label={t("progress.time", { elapsed: number(elapsed, 0), seconds })}
      />
      <p className="hw-num" role="status">
        {progress
          ? t("progress.best", { best: date(progress.best), bound: date(progress.bound) })
          : t("progress.none")}
        {progress &&
          ` ${
            progress.gap_minutes === 0
              ? t("progress.met")
              : t("progress.gap", {
                  days: number(progress.gap_minutes / perDay),
                  percent: number(progress.gap_percent),
                })
          }`}
      </p>
      <p className="hw-dim">{t("progress.by", { name: run.by.name })}</p>
    </section>
  );
}

/** Merging a scenario: what it does to the project's dates, and a choice where both changed the same. */

import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { mergeScenario, mergeStep } from "~/commands/scenarios";
import type { ScenarioItem } from "~/here/scenarios";
import { useSession, useStore } from "~/store/react";
import type { Preview, ProjectStore } from "~/store/types";
import { planDate } from "~/ui/dates";
import { type Chosen, MeetingDialog } from "./MeetingDialog";
import classes from "./ScenariosPage.module.css";

export function MergeDialog(props: { scenario: ScenarioItem; onClose: () => void }) {
  const { t } = useTranslation("scenarios");
  const { scenario, onClose } = props;
  return (
    <MeetingDialog
      scenario={scenario}
      way="merge"
      title={t("merging.title", { name: scenario.name })}
      go={t("merging.do")}
      done={t("merged", { name: scenario.name })}
      idle={isIdle(scenario)}
      send={mergeScenario}
      effect={(chosen) => <Effect scenario={scenario} {...chosen} />}
      onClose={onClose}
    />
  );
}

/** Whether nothing was changed in a scenario. */
const isIdle = (scenario: ScenarioItem) =>
  Object.values(scenario.changes).every((count) => count === 0);

/** What the merge would do to dates; where nobody chose yet, as the project has it. */
function Effect({ scenario, choices, rest }: Chosen & { scenario: ScenarioItem }) {
  const { t } = useTranslation("scenarios");
  const session = useSession();
  const version = useStore((store) => store.version);
  const [preview, setPreview] = useState<Preview | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another version, another preview
  useEffect(() => {
    let gone = false;
    void session
      .preview([mergeStep(scenario.id, choices, rest ?? "theirs")])
      .then((found) => !gone && found && setPreview(found));
    return () => {
      gone = true;
    };
  }, [session, scenario.id, choices, rest, version]);
  if (!preview) return <p className="hw-dim">{t("merging.asking")}</p>;
  if (preview.problem) {
    return (
      <p className={classes.warning} role="alert">
        {preview.problem.detail}
      </p>
    );
  }
  const { store } = session;
  const [before, after] = [finishOf(store, null), finishOf(store, preview)];
  const touched = Object.keys(preview.inputs).some((table) => table !== "scenarios");
  // All that was changed may be what the project changed too, and goes as it is until somebody chooses.
  if (!touched && isIdle(scenario)) return <p>{t("merging.nothing")}</p>;
  const dates = [...preview.schedule.values()].filter((row) => {
    const was = store.schedule(row.id);
    return was && (was.start !== row.start || was.finish !== row.finish);
  });
  return (
    <div className={classes.effect}>
      <dl>
        <dt>{t("merging.finish")}</dt>
        <dd className="hw-num" data-testid="merge-finish">
          {before === null || after === null || before === after
            ? t("merging.same", { date: after === null ? "–" : planDate(after) })
            : t("merging.moves", { before: planDate(before), after: planDate(after) })}
        </dd>
      </dl>
      <p className="hw-dim">
        {dates.length ? t("merging.effect", { count: dates.length }) : t("merging.effectNone")}
      </p>
    </div>
  );
}

/** The project's finish as it is, or as it would be. */
function finishOf(store: ProjectStore, preview: Preview | null): number | null {
  const gone = new Set(preview?.inputs.tasks?.removed.map((row) => row.id));
  const asleep = new Set(
    preview?.inputs.tasks?.updated.filter((one) => one.after.active === false).map((one) => one.id),
  );
  const rows = new Map(store.schedules());
  for (const [id, row] of preview?.schedule ?? []) rows.set(id, row);
  let finish: number | null = null;
  for (const [id, row] of rows) {
    const active = store.task(id)?.active ?? true;
    if (gone.has(id) || asleep.has(id) || !active) continue;
    if (finish === null || row.finish > finish) finish = row.finish;
  }
  return finish;
}

/** Merging a scenario: what it does to the project's dates, and a choice where both changed the same. */

import { Button, Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Choice, mergeScenario, mergeStep } from "~/commands/scenarios";
import { queryClient } from "~/here/queries";
import { type MergeConflict, meetingQuery, type ScenarioItem } from "~/here/scenarios";
import { useUndoChange } from "~/pages/history/undo";
import { useSession, useStore } from "~/store/react";
import type { Preview, ProjectStore } from "~/store/types";
import { planDate } from "~/ui/dates";
import { toasts } from "~/ui/toasts";
import { Conflicts, conflictsOf, placeOf } from "./Conflicts";
import classes from "./ScenariosPage.module.css";

type Take = Choice["take"];

export function MergeDialog({
  scenario,
  onClose,
}: {
  scenario: ScenarioItem;
  onClose: () => void;
}) {
  const { t } = useTranslation(["scenarios", "shell"]);
  const session = useSession();
  const version = useStore((store) => store.version);
  const undo = useUndoChange();
  const { data, error } = useQuery(meetingQuery(scenario.id, version));
  const [more, setMore] = useState<readonly MergeConflict[]>([]);
  const [taken, setTaken] = useState<ReadonlyMap<string, Take>>(new Map());
  const [rest, setRest] = useState<Take | undefined>();
  const [busy, setBusy] = useState(false);
  const [moved, setMoved] = useState(false);
  if (error) throw error;

  const conflicts = useMemo(() => {
    const known = new Set((data?.conflicts ?? []).map(placeOf));
    return [...(data?.conflicts ?? []), ...more.filter((one) => !known.has(placeOf(one)))];
  }, [data, more]);
  const choices = useMemo(
    () =>
      conflicts.flatMap(({ table, id, field }): Choice[] => {
        const take = taken.get(placeOf({ table, id, field })) ?? rest;
        return take === undefined ? [] : [{ table, id, field, take }];
      }),
    [conflicts, taken, rest],
  );
  const open = conflicts.length - choices.length;

  const merge = async () => {
    setBusy(true);
    const outcome = await mergeScenario(session, scenario.id, choices, rest);
    setBusy(false);
    if (!outcome.ok) {
      if (outcome.problem.type !== "conflict") return;
      setMoved(true);
      setMore(conflictsOf(outcome.problem, session.store));
      await queryClient.invalidateQueries({ queryKey: ["scenario", scenario.id] });
      return;
    }
    const changeset = outcome.changeset?.id;
    onClose();
    toasts.show({
      text: t("merged", { name: scenario.name }),
      milliseconds: 12_000,
      of: changeset,
      actions:
        changeset === undefined
          ? []
          : [{ label: t("shell:toast.undo"), run: () => void undo(changeset) }],
    });
  };

  return (
    <Modal
      opened
      onClose={onClose}
      size={conflicts.length ? 860 : 520}
      title={t("merging.title", { name: scenario.name })}
      closeButtonProps={{ "aria-label": t("shell:close") }}
    >
      {!data ? (
        <p className="hw-dim">{t("merging.asking")}</p>
      ) : (
        <>
          <Effect scenario={scenario} choices={choices} rest={rest} conflicts={open} />
          {data.hidden > 0 && <p className={classes.warning}>{t("merging.hidden")}</p>}
          {moved && <p className={classes.warning}>{t("merging.moved")}</p>}
          {conflicts.length > 0 && (
            <Conflicts
              data={data}
              conflicts={conflicts}
              takes={(one) => taken.get(placeOf(one)) ?? rest}
              onTake={(one, take) => setTaken((before) => new Map(before).set(placeOf(one), take))}
              onAll={(take) => {
                setTaken(new Map());
                setRest(take);
              }}
            />
          )}
          <div className={classes.actions}>
            {open > 0 && (
              <span className={classes.waiting}>{t("merging.open", { count: open })}</span>
            )}
            <Button onClick={onClose}>{t("merging.cancel")}</Button>
            <Button
              variant="filled"
              loading={busy}
              disabled={open > 0 || data.hidden > 0 || (data.more > 0 && rest === undefined)}
              onClick={() => void merge()}
              data-autofocus={conflicts.length === 0 || undefined}
            >
              {t("merging.do")}
            </Button>
          </div>
        </>
      )}
    </Modal>
  );
}

/** What the merge would do to dates; where nobody chose yet, as the project has it. */
function Effect(props: {
  scenario: ScenarioItem;
  choices: readonly Choice[];
  rest: Take | undefined;
  conflicts: number;
}) {
  const { t } = useTranslation("scenarios");
  const session = useSession();
  const version = useStore((store) => store.version);
  const [preview, setPreview] = useState<Preview | null>(null);
  const { scenario, choices, rest } = props;
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
  if (!touched) return <p>{t("merging.nothing")}</p>;
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

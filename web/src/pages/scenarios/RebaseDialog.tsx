/** Bringing a scenario up to date: what comes into it, and a choice where both changed the same. */

import { Button, Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Choice, rebaseScenario, rebaseStep } from "~/commands/scenarios";
import { queryClient } from "~/here/queries";
import { type MergeConflict, meetingQuery, type ScenarioItem } from "~/here/scenarios";
import { useUndoChange } from "~/pages/history/undo";
import type { Changeset } from "~/protocol/envelope";
import { api } from "~/protocol/http";
import { useSession, useStore } from "~/store/react";
import { toasts } from "~/ui/toasts";
import { Conflicts, conflictsOf, placeOf } from "./Conflicts";
import classes from "./ScenariosPage.module.css";

type Take = Choice["take"];

export function RebaseDialog({
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
  const { data, error } = useQuery(meetingQuery(scenario.id, version, "rebase"));
  const [more, setMore] = useState<readonly MergeConflict[]>([]);
  const [taken, setTaken] = useState<ReadonlyMap<string, Take>>(new Map());
  const [rest, setRest] = useState<Take | undefined>();
  const [busy, setBusy] = useState(false);
  if (error) throw error;

  const conflicts = useMemo(() => {
    const known = new Set((data?.conflicts ?? []).map(placeOf));
    return [...(data?.conflicts ?? []), ...more.filter((one) => !known.has(placeOf(one)))];
  }, [data, more]);
  const choices = conflicts.flatMap(({ table, id, field }): Choice[] => {
    const take = taken.get(placeOf({ table, id, field })) ?? rest;
    return take === undefined ? [] : [{ table, id, field, take }];
  });
  const open = conflicts.length - choices.length;

  const bring = async () => {
    setBusy(true);
    const outcome = await rebaseScenario(session, scenario.id, choices, rest);
    setBusy(false);
    if (!outcome.ok) {
      if (outcome.problem.type !== "conflict") return;
      setMore(conflictsOf(outcome.problem, session.store));
      await queryClient.invalidateQueries({ queryKey: ["scenario", scenario.id] });
      return;
    }
    const changeset = outcome.changeset?.id;
    onClose();
    await queryClient.invalidateQueries({ queryKey: ["scenario", scenario.id] });
    toasts.show({
      text: t("rebased", { name: scenario.name }),
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
      title={t("rebasing.title", { name: scenario.name })}
      closeButtonProps={{ "aria-label": t("shell:close") }}
    >
      {!data ? (
        <p className="hw-dim">{t("merging.asking")}</p>
      ) : (
        <>
          <p>{t("rebasing.text")}</p>
          <Effect scenario={scenario} choices={choices} rest={rest} />
          {data.hidden > 0 && <p className={classes.warning}>{t("merging.hidden")}</p>}
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
              onClick={() => void bring()}
              data-autofocus={conflicts.length === 0 || undefined}
            >
              {t("rebasing.do")}
            </Button>
          </div>
        </>
      )}
    </Modal>
  );
}

/** How many tasks of the scenario get other dates; where nobody chose yet, as the scenario has it. */
function Effect(props: {
  scenario: ScenarioItem;
  choices: readonly Choice[];
  rest: Take | undefined;
}) {
  const { t } = useTranslation("scenarios");
  const { store } = useSession();
  const version = useStore((one) => one.version);
  const { scenario, choices, rest } = props;
  const { data } = useQuery({
    queryKey: ["scenario", scenario.id, "rebase-preview", version, choices, rest ?? null],
    queryFn: async () => {
      const commands = [rebaseStep(scenario.id, choices, rest ?? "yours")];
      const told = await api.post<{ changesets: Changeset[] }>(
        `/projects/${store.projectId}/preview`,
        { commands },
      );
      const inside = told.changesets.find((one) => one.stream === scenario.id);
      return inside?.results.schedule?.id?.length ?? 0;
    },
    retry: false,
    gcTime: 0,
  });
  if (data === undefined) return null;
  return (
    <p className="hw-dim" data-testid="rebase-effect">
      {data ? t("rebasing.effect", { count: data }) : t("rebasing.effectNone")}
    </p>
  );
}

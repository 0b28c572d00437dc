/** Where a scenario and its project meet: what happens, a choice where both changed the same, go. */

import { Button, Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Choice } from "~/commands/scenarios";
import { queryClient } from "~/here/queries";
import { type MergeConflict, meetingQuery, type ScenarioItem } from "~/here/scenarios";
import { useTellChange } from "~/here/undo";
import { useSession, useStore } from "~/store/react";
import type { Outcome, ProjectSession } from "~/store/types";
import { Conflicts, conflictsOf, placeOf } from "./Conflicts";
import classes from "./ScenariosPage.module.css";

export type Take = Choice["take"];

/** What was chosen so far; `rest` is taken where nobody chose, `open` counts what waits. */
export interface Chosen {
  readonly choices: readonly Choice[];
  readonly rest: Take | undefined;
  readonly open: number;
}

export function MeetingDialog(props: {
  scenario: ScenarioItem;
  way: "merge" | "rebase";
  title: string;
  go: string;
  /** Said once it is done. */
  done: string;
  /** There is nothing to do. */
  idle?: boolean;
  send: (
    session: ProjectSession,
    id: number,
    choices: readonly Choice[],
    rest?: Take,
  ) => Promise<Outcome>;
  /** What will happen, above the choices. */
  effect: (chosen: Chosen) => ReactNode;
  onClose: () => void;
}) {
  const { t } = useTranslation(["scenarios", "shell"]);
  const { scenario, way, onClose } = props;
  const session = useSession();
  const version = useStore((store) => store.version);
  const tell = useTellChange();
  const { data, error } = useQuery(meetingQuery(scenario.id, version, way));
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

  const go = async () => {
    setBusy(true);
    const outcome = await props.send(session, scenario.id, choices, rest);
    setBusy(false);
    if (!outcome.ok && outcome.problem.type !== "conflict") return;
    if (outcome.ok) onClose();
    else {
      setMoved(true);
      setMore(conflictsOf(outcome.problem, session.store));
    }
    await queryClient.invalidateQueries({ queryKey: ["scenario", scenario.id] });
    if (!outcome.ok) return;
    tell(outcome.changeset?.id, { text: props.done, milliseconds: 12_000 });
  };

  return (
    <Modal
      opened
      onClose={onClose}
      size={conflicts.length ? 860 : 520}
      title={props.title}
      closeButtonProps={{ "aria-label": t("shell:close") }}
    >
      {!data ? (
        <p className="hw-dim">{t("merging.asking")}</p>
      ) : (
        <>
          {props.effect({ choices, rest, open })}
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
              disabled={
                props.idle || open > 0 || data.hidden > 0 || (data.more > 0 && rest === undefined)
              }
              onClick={() => void go()}
              data-autofocus={conflicts.length === 0 || undefined}
            >
              {props.go}
            </Button>
          </div>
        </>
      )}
    </Modal>
  );
}

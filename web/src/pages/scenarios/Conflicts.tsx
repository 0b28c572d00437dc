/** Where both sides changed the same: a choice for each place, or one for all. */

import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Choice } from "~/commands/scenarios";
import type { Meeting, MergeConflict } from "~/here/scenarios";
import type { Problem, ProjectStore } from "~/store/types";
import { ConflictTable } from "./ConflictTable";
import classes from "./ScenariosPage.module.css";

type Take = Choice["take"];

export const placeOf = (one: { table: string; id: number; field: string | null }) =>
  `${one.table}:${one.id}:${one.field ?? ""}`;

export function Conflicts(props: {
  data: Meeting;
  conflicts: readonly MergeConflict[];
  takes: (one: MergeConflict) => Take | undefined;
  onTake: (one: MergeConflict, take: Take) => void;
  onAll: (take: Take) => void;
}) {
  const { t } = useTranslation("scenarios");
  return (
    <section aria-label={t("merging.conflicts", { count: props.conflicts.length })}>
      <div className={classes.conflictHead}>
        <p>
          <strong>{t("merging.conflicts", { count: props.conflicts.length })}.</strong>{" "}
          {t("merging.choose")}
        </p>
        <div className={classes.buttons}>
          <Button size="compact-sm" onClick={() => props.onAll("yours")}>
            {t("merging.allYours")}
          </Button>
          <Button size="compact-sm" onClick={() => props.onAll("theirs")}>
            {t("merging.allTheirs")}
          </Button>
        </div>
      </div>
      <ConflictTable conflicts={props.conflicts} takes={props.takes} onTake={props.onTake} />
      {props.data.more > 0 && (
        <p className={classes.note}>{t("merging.more", { count: props.data.more })}</p>
      )}
    </section>
  );
}

/** What a refusal names, for a table of choices. */
export function conflictsOf(problem: Problem, store: ProjectStore): MergeConflict[] {
  return (problem.fields ?? []).map((one) => ({
    ...one,
    base: null,
    name: one.table === "tasks" ? (store.task(one.id)?.name ?? "") : "",
    task_id: one.table === "tasks" ? one.id : null,
    kind: null,
  }));
}

/** The places that both changed: what was, what the scenario says, what the project says. */

import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { MergeConflict } from "~/here/scenarios";
import { clashField, clashValue } from "~/pages/history/clash";
import { rowNames } from "~/pages/history/describe";
import { useSession } from "~/store/react";
import type { ProjectStore } from "~/store/types";
import { placeOf } from "./Conflicts";
import classes from "./ScenariosPage.module.css";

type Take = "yours" | "theirs";
const SIDES: readonly Take[] = ["yours", "theirs"];

export function ConflictTable(props: {
  conflicts: readonly MergeConflict[];
  takes: (one: MergeConflict) => Take | undefined;
  onTake: (one: MergeConflict, take: Take) => void;
}) {
  const { t } = useTranslation(["scenarios", "history"]);
  const { store } = useSession();
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t("merging.where")}</th>
            <th scope="col">{t("merging.base")}</th>
            <th scope="col">{t("merging.yours")}</th>
            <th scope="col">{t("merging.theirs")}</th>
          </tr>
        </thead>
        <tbody>
          {props.conflicts.map((one) => {
            const where = titleOf(one, t);
            return (
              <tr key={placeOf(one)} data-testid="conflict">
                <th scope="row">{where}</th>
                <td>{told(one, one.base, store, t)}</td>
                {SIDES.map((side) => (
                  <td key={side}>
                    <label className={classes.choice}>
                      <input
                        className={classes.pick}
                        type="radio"
                        name={placeOf(one)}
                        checked={props.takes(one) === side}
                        onChange={() => props.onTake(one, side)}
                        aria-label={`${where}: ${t(`merging.${side}`)}`}
                      />
                      <span>
                        {told(one, one[side], store, t)}
                        {side === "theirs" && one.by && <small className="hw-dim">{one.by}</small>}
                      </span>
                    </label>
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function titleOf(one: MergeConflict, t: TFunction<["scenarios", "history"]>): string {
  const table = t(`merging.tables.${one.table}`, { defaultValue: one.table });
  const name = one.name || `${table} ${one.id}`;
  if (one.field === null) return one.table === "tasks" ? name : `${table}: ${name}`;
  return t("merging.of", { field: clashField(one, t as TFunction), name });
}

/** A value as the plan writes it; of a whole row only whether it is there. */
function told(
  one: MergeConflict,
  value: unknown,
  store: ProjectStore,
  t: TFunction<["scenarios", "history"]>,
): string {
  if (one.field === null) return t(value === null ? "merging.gone" : "merging.kept");
  const unit = one.field === "lag" ? "d" : store.task(one.id)?.duration_unit;
  const rowName = rowNames(store);
  return clashValue(one, value, t as TFunction, { rowName, unit, settings: store.project });
}

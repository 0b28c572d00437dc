/** The places that both changed: what was, what the scenario says, what the project says. */

import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { MergeConflict } from "~/here/scenarios";
import { formatDuration } from "~/model/durations";
import { useSession } from "~/store/react";
import type { ProjectStore } from "~/store/types";
import { planMoment } from "~/ui/dates";
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
  const field = t(`history:fields.${one.field}`, { defaultValue: one.field.replaceAll("_", " ") });
  return t("merging.of", { field, name });
}

/** A value as the plan writes it; of a whole row only whether it is there. */
function told(
  one: MergeConflict,
  value: unknown,
  store: ProjectStore,
  t: TFunction<["scenarios", "history"]>,
): string {
  if (one.field === null) return t(value === null ? "merging.gone" : "merging.kept");
  if (value === null || value === undefined || value === "") return t("history:nothing");
  if (one.kind === "minutes") {
    const unit = one.field === "lag" ? "d" : (store.task(one.id)?.duration_unit ?? "d");
    return formatDuration(Number(value), unit, store.project);
  }
  if (one.kind === "moment") return planMoment(Number(value));
  if (one.field === "parent_id") return store.task(Number(value))?.name ?? String(value);
  if (one.field === "resource_id") {
    return store.rows("resources").get(Number(value))?.name ?? String(value);
  }
  if (one.field === "calendar_id") {
    return store.rows("calendars").get(Number(value))?.name ?? String(value);
  }
  if (typeof value === "boolean") return t(value ? "history:yes" : "history:no");
  if (typeof value === "object") return JSON.stringify(value);
  return t(`history:values.${String(value)}`, { defaultValue: String(value) });
}

/** Where one's own change met somebody else's to the same fields: both values, and a choice. */

import { Button } from "@mantine/core";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { value } from "~/pages/history/describe";
import type { TaskRow } from "~/protocol/tables.generated";
import type { Problem } from "~/store/types";
import type { Take } from "~/sync/choices";
import { ago, instant } from "~/ui/dates";
import classes from "./Kept.module.css";

interface ClashFormProps {
  readonly problem: Problem;
  /** Whether each field may be chosen by itself. */
  readonly apart: boolean;
  readonly nameOf: (task: number) => string | undefined;
  readonly onChoose: (takes: readonly Take[]) => void;
  readonly autoFocus?: boolean;
}

type Place = NonNullable<Problem["fields"]>[number];

export function ClashForm({ problem, apart, nameOf, onChoose, autoFocus }: ClashFormProps) {
  const { t } = useTranslation(["offline", "history"]);
  const places = problem.fields ?? [];
  const [takes, setTakes] = useState<readonly Take[]>(() => places.map(() => "mine"));
  const id = useId();

  const shown = ({ table, field, yours, theirs }: Place, side: Take) => {
    const raw = side === "mine" ? yours : theirs;
    if (field === null) return t(raw === null ? "conflict.gone" : "conflict.row");
    if (table === "tasks") {
      return value(t, field as keyof TaskRow, { [field]: raw } as Partial<TaskRow>);
    }
    if (raw === null || raw === undefined || raw === "") return t("conflict.nothing");
    return typeof raw === "object" ? JSON.stringify(raw) : String(raw);
  };
  const words = (place: Place) => ({
    field: t(`history:fields.${place.field}`, { defaultValue: place.field ?? "" }),
    name: (place.table === "tasks" && nameOf(place.id)) || t("history:aTask"),
  });
  const all = (take: Take) => onChoose(places.length > 0 ? places.map(() => take) : [take]);
  const choose = (at: number, take: Take) =>
    setTakes((before) => before.map((one, place) => (place === at ? take : one)));

  return (
    <>
      <table className={classes.table}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t("conflict.yours")}</th>
            <th scope="col">{t("conflict.their")}</th>
          </tr>
        </thead>
        <tbody>
          {places.map((place, at) => (
            <tr key={`${place.table}-${place.id}-${place.field}`}>
              <th scope="row">{t("conflict.of", words(place))}</th>
              {(["mine", "theirs"] as const).map((side) => (
                <td key={side} data-label={t(side === "mine" ? "conflict.mine" : "conflict.their")}>
                  {apart ? (
                    <label className={classes.choice}>
                      <input
                        type="radio"
                        name={`${id}-${at}`}
                        checked={takes[at] === side}
                        onChange={() => choose(at, side)}
                      />
                      <bdi>{shown(place, side)}</bdi>
                    </label>
                  ) : (
                    <bdi>{shown(place, side)}</bdi>
                  )}
                  {side === "theirs" && (
                    <span className={classes.by} title={place.at ? instant(place.at) : undefined}>
                      {place.at
                        ? t("conflict.theirsAt", { by: place.by, when: ago(place.at) })
                        : t("conflict.theirs", { by: place.by })}
                    </span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {places.length === 0 && <p className="hw-dim">{problem.detail}</p>}
      <div className={classes.actions}>
        <Button onClick={() => all("theirs")}>
          {t(apart ? "conflict.allTheirs" : "conflict.keepTheirs")}
        </Button>
        <Button
          variant={apart ? "default" : "filled"}
          onClick={() => all("mine")}
          {...(autoFocus && !apart ? { "data-autofocus": true } : {})}
        >
          {t(apart ? "conflict.allMine" : "conflict.keepMine")}
        </Button>
        {apart && (
          <Button variant="filled" onClick={() => onChoose(takes)}>
            {t("conflict.apply")}
          </Button>
        )}
      </div>
    </>
  );
}

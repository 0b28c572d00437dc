/** Where one's own change met somebody else's to the same fields: both values, and a choice. */

import { Button } from "@mantine/core";
import type { TFunction } from "i18next";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { customText } from "~/model/custom";
import { clashField, clashValue, told } from "~/pages/history/clash";
import { type RowName, rowNames } from "~/pages/history/describe";
import type { Problem, ProjectStore } from "~/store/types";
import type { Take } from "~/sync/choices";
import { locale } from "~/text/locale";
import { ago, instant } from "~/ui/dates";
import classes from "./Kept.module.css";

export interface ClashFormProps {
  readonly problem: Problem;
  /** Whether each field may be chosen by itself. */
  readonly apart: boolean;
  readonly nameOf: (task: number) => string | undefined;
  /** The open project, which knows what its rows are called. */
  readonly store?: ProjectStore | undefined;
  readonly onChoose: (takes: readonly Take[]) => void;
  readonly autoFocus?: boolean;
}

type Place = NonNullable<Problem["fields"]>[number];

export function ClashForm(props: ClashFormProps) {
  const { problem, apart, nameOf, store, onChoose, autoFocus } = props;
  const { t } = useTranslation(["offline", "history"]);
  const places = problem.fields ?? [];
  const [takes, setTakes] = useState<readonly Take[]>(() => places.map(() => "mine"));
  const id = useId();
  const rowName: RowName | undefined = store && rowNames(store);

  const shown = (place: Place, side: Take) => {
    const raw = side === "mine" ? place.yours : place.theirs;
    if (place.field === null) return t(raw === null ? "conflict.gone" : "conflict.row");
    if (/^(board_)?rank$/.test(place.field)) return t(`conflict.place.${side}`);
    const custom = place.table === "custom_values" && store && customWords(store, place, raw);
    if (custom) return custom;
    const unit = place.table === "tasks" ? store?.task(place.id)?.duration_unit : undefined;
    const name = place.names?.[side === "mine" ? "yours" : "theirs"];
    return clashValue(place, raw, t, { name, rowName, unit, settings: store?.project });
  };
  const words = (place: Place) => ({
    field: clashField(place, t),
    name: place.name || (place.table === "tasks" && nameOf(place.id)) || t("history:aTask"),
  });
  const title = (place: Place) =>
    place.field === null ? words(place).name : t("conflict.of", words(place));
  const all = (take: Take) => onChoose(places.length > 0 ? places.map(() => take) : [take]);
  const choose = (at: number, take: Take) =>
    setTakes((before) => before.map((one, place) => (place === at ? take : one)));

  return (
    <>
      <p className={classes.who}>{whoDid(places, title, t)}</p>
      <table className={classes.table}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t("conflict.yours")}</th>
            <th scope="col">{t("conflict.their")}</th>
          </tr>
        </thead>
        <tbody>
          {told(places).map((place) => (
            <tr key={`${place.table}-${place.id}-${place.field}`}>
              <th scope="row">{title(place)}</th>
              {(["mine", "theirs"] as const).map((side) => (
                <td key={side} data-label={t(side === "mine" ? "conflict.mine" : "conflict.their")}>
                  {apart ? (
                    <label className={classes.choice}>
                      <input
                        type="radio"
                        name={`${id}-${places.indexOf(place)}`}
                        checked={takes[places.indexOf(place)] === side}
                        onChange={() => choose(places.indexOf(place), side)}
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

/** "Max changed the duration of “Cable” too, 5 min ago." */
function whoDid(
  places: readonly Place[],
  title: (place: Place) => string,
  t: TFunction<["offline", "history"]>,
): string {
  const [first, ...others] = told(places);
  if (!first) return t("conflict.text");
  const by = [...new Set(places.map((place) => place.by).filter(Boolean))].join(", ");
  const when = places.reduce((last, { at }) => (at && at > last ? at : last), "");
  const said = { by: by || t("conflict.another"), what: title(first), when: when && ago(when) };
  const text = t(when ? "conflict.who" : "conflict.whoOnly", { ...said, count: others.length });
  return `${text} ${t("conflict.choose")}`;
}

/** The value of a custom field as the project writes it. */
function customWords(store: ProjectStore, place: Place, raw: unknown): string | null {
  const field = store.rows("custom_values").get(place.id)?.field_id;
  const row = field === undefined ? undefined : store.rows("custom_fields").get(field);
  return row && place.field === "value" ? customText(row, raw, store, "✓", locale()) : null;
}

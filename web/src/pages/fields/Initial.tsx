/** The value that new tasks begin with. */

import { NativeSelect, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { readDate, readDuration } from "~/commands";
import { type FieldOption, readFigure, readLink, readMoney, type Value } from "~/model/custom";
import { itemText, listedNames, namedOptions } from "~/model/optionText";
import type { CustomFieldRow } from "~/protocol/tables.generated";
import { useSession } from "~/store/react";
import type { ProjectStore } from "~/store/types";

type Type = CustomFieldRow["type"];

/** What a text means as a first value: null for none, undefined where it means nothing. */
export function readInitial(
  type: Type,
  text: string,
  options: readonly FieldOption[],
  store: ProjectStore,
): Value | undefined {
  const typed = text.trim();
  if (typed === "") return null;
  const known = (found: Value): Value | undefined => (found === null ? undefined : found);
  switch (type) {
    case "number":
      return known(readFigure(typed));
    case "cost":
      return known(readMoney(typed, store.project.currency));
    case "date":
      return known(readDate(store, typed, "start"));
    case "duration":
      return known(readDuration(store, typed)?.minutes ?? null);
    case "link":
      return known(readLink(typed));
    case "flag":
      return typed.toLowerCase() === "yes" ? true : null;
    case "select":
      return namedOptions(typed, options, false)?.[0] ?? null;
    case "multi_select": {
      const all = namedOptions(typed, options, true);
      if (all) return all;
      // Without those that went meanwhile.
      const ids = listedNames(typed).flatMap((name) => namedOptions(name, options, false) ?? []);
      return ids.length === 0 ? null : ids;
    }
    case "person": {
      const found = [...store.rows("resources").values()].find((row) => row.name === typed);
      return found?.id ?? null;
    }
    case "formula":
      return null;
    default:
      return typed;
  }
}

export function Initial(props: {
  type: Type;
  text: string;
  options: readonly FieldOption[];
  plain: boolean;
  wrong: boolean;
  onChange: (text: string) => void;
}) {
  const { t } = useTranslation(["fields", "grid"]);
  const { store } = useSession();
  if (props.plain) {
    return (
      <TextInput
        label={t("initial")}
        value={props.text}
        error={props.wrong ? t("wrongInitial") : undefined}
        maxLength={2000}
        dir="auto"
        onChange={(event) => props.onChange(event.currentTarget.value)}
      />
    );
  }
  const names =
    props.type === "flag"
      ? [t("grid:yes")]
      : props.type === "person"
        ? [...store.rows("resources").values()].map((row) => row.name)
        : props.options.map(({ name }) => (props.type === "select" ? name : itemText(name)));
  return (
    <NativeSelect
      label={t("initial")}
      value={props.text}
      data={[{ value: "", label: t("initialNone") }, ...new Set([...names, props.text])].filter(
        (one) => one !== "",
      )}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}

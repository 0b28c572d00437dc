/** The columns of a workflow, and where the cards of those that go are put. */

import { Button, Fieldset, NativeSelect, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { CATEGORIES, type Category } from "~/model/workflow";
import type { SharedColumn } from "~/model/workflows";
import { movedUp, RowTools } from "~/ui/RowTools";
import classes from "./Workflows.module.css";

export function ColumnsPart(props: {
  columns: readonly SharedColumn[];
  gone: readonly { readonly column: SharedColumn; readonly to: number | undefined }[];
  onChange: (columns: readonly SharedColumn[]) => void;
  onRemove: (key: number) => void;
  onAdd: () => void;
  onMoved: (key: number, to: number) => void;
}) {
  const { t } = useTranslation("workflows");
  const { columns, onChange } = props;
  const change = (key: number, fields: Partial<SharedColumn>) =>
    onChange(columns.map((one) => (one.key === key ? { ...one, ...fields } : one)));
  return (
    <Fieldset legend={t("columns")}>
      <ul className={classes.parts}>
        {columns.map(({ key, name, category }, place) => (
          <li key={key}>
            <TextInput
              className={classes.grow ?? ""}
              aria-label={t("columnName", { number: place + 1 })}
              value={name}
              required
              maxLength={60}
              dir="auto"
              onChange={(event) => change(key, { name: event.currentTarget.value })}
            />
            <NativeSelect
              aria-label={t("columnCategory", { number: place + 1 })}
              value={category}
              data={CATEGORIES.map((value) => ({ value, label: t(`categories.${value}`) }))}
              onChange={(event) => change(key, { category: event.currentTarget.value as Category })}
            />
            <RowTools
              first={place === 0}
              only={columns.length === 1}
              up={t("columnUp", { name })}
              remove={t("columnRemove", { name })}
              onUp={() => onChange(movedUp(columns, place))}
              onRemove={() => props.onRemove(key)}
            />
          </li>
        ))}
      </ul>
      <Button size="compact-sm" variant="default" onClick={props.onAdd}>
        {t("columnAdd")}
      </Button>
      {props.gone.map(({ column, to }) => (
        <NativeSelect
          key={column.key}
          mt="sm"
          label={t("gone", { name: column.name })}
          value={String(to ?? "")}
          data={columns.map((one) => ({ value: String(one.key), label: one.name }))}
          onChange={(event) => props.onMoved(column.key, Number(event.currentTarget.value))}
        />
      ))}
    </Fieldset>
  );
}

/** The options of a select: names, colours and their order. */

import { Button, Fieldset, NativeSelect, TextInput } from "@mantine/core";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { COLORS, type Color, type FieldOption } from "~/model/custom";
import { movedUp, RowTools } from "~/ui/RowTools";
import classes from "./Fields.module.css";

export function OptionsEditor(props: {
  options: readonly FieldOption[];
  onChange: (options: readonly FieldOption[]) => void;
}) {
  const { t } = useTranslation("fields");
  const { options, onChange } = props;
  const list = useRef<HTMLUListElement>(null);
  const change = (at: number, fields: Partial<FieldOption>) =>
    onChange(options.map((one, place) => (place === at ? { ...one, ...fields } : one)));

  function add(): void {
    const taken = new Set(options.map((one) => one.id));
    let number = options.length + 1;
    while (taken.has(`o${number}`)) number += 1;
    const color = COLORS[options.length % COLORS.length] ?? "blue";
    onChange([...options, { id: `o${number}`, name: "", color }]);
    requestAnimationFrame(() => {
      list.current?.querySelector<HTMLInputElement>("li:last-child input")?.focus();
    });
  }

  return (
    <Fieldset legend={t("options")}>
      <ul ref={list} className={classes.options}>
        {options.map((option, place) => {
          const number = place + 1;
          return (
            <li key={option.id}>
              <i
                aria-hidden="true"
                className={classes.dot}
                style={{ background: colorOf(option.color) }}
              />
              <TextInput
                aria-label={t("option", { number })}
                value={option.name}
                maxLength={100}
                dir="auto"
                onChange={(event) => change(place, { name: event.currentTarget.value })}
                onKeyDown={(event) => {
                  if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
                  event.preventDefault();
                  add();
                }}
              />
              <NativeSelect
                aria-label={t("optionColor", { number })}
                value={option.color}
                data={COLORS.map((one) => ({ value: one, label: t(`colors.${one}`) }))}
                onChange={(event) => change(place, { color: event.currentTarget.value as Color })}
              />
              <RowTools
                first={place === 0}
                only={options.length === 1}
                up={t("optionUp", { number })}
                remove={t("optionRemove", { number })}
                onUp={() => onChange(movedUp(options, place))}
                onRemove={() => onChange(options.filter((_, at) => at !== place))}
              />
            </li>
          );
        })}
      </ul>
      <Button size="compact-sm" variant="default" onClick={add}>
        {t("optionAdd")}
      </Button>
    </Fieldset>
  );
}

/** The colour of an option's dot; the name beside it says the same. */
export function colorOf(color: Color): string {
  return `var(--mantine-color-${color === "grey" ? "gray" : color}-6)`;
}

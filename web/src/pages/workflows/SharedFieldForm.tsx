/** A field that the workspace keeps for its projects: any type but a formula, which reads a project's. */

import { Button, Checkbox, NativeSelect } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { COLORS, type FieldOption } from "~/model/custom";
import type { SharedField } from "~/model/workflows";
import { OptionsEditor } from "~/pages/fields/OptionsEditor";
import { DescriptionField, FILLED, NameField } from "~/pages/fields/Plain";
import { FormEnd } from "~/ui/FormEnd";
import classes from "./Workflows.module.css";

export function SharedFieldForm(props: {
  field: SharedField | null;
  /** Keep it; answers why not, "" where it is kept. */
  onSave: (definition: Omit<SharedField, "key">) => string;
  onDone: () => void;
}) {
  const { t } = useTranslation(["fields", "workflows"]);
  const { field } = props;
  const [name, setName] = useState(field?.name ?? "");
  const [type, setType] = useState<SharedField["type"]>(field?.type ?? "text");
  const [description, setDescription] = useState(field?.description ?? "");
  const [required, setRequired] = useState(field?.required ?? false);
  const [options, setOptions] = useState<readonly FieldOption[]>(
    (field?.options as FieldOption[] | null) ?? [{ id: "o1", name: "", color: COLORS[0] }],
  );
  const [refused, setRefused] = useState("");
  const selects = type === "select" || type === "multi_select";

  function save(event: FormEvent): void {
    event.preventDefault();
    const named = options.filter((one) => one.name.trim() !== "");
    const plain = { name: name.trim(), type, description: description.trim(), required };
    const why =
      selects && named.length === 0
        ? t("optionsNeeded")
        : props.onSave({ ...plain, options: selects ? named : null });
    if (why === "") props.onDone();
    else setRefused(why);
  }

  return (
    <form className={classes.form} onSubmit={save}>
      <NameField value={name} onChange={setName} />
      <NativeSelect
        label={t("type")}
        value={type}
        // Projects may have values of it by now.
        disabled={field !== null}
        data={FILLED.map((one) => ({ value: one, label: t(`types.${one}`) }))}
        onChange={(event) => setType(event.currentTarget.value as SharedField["type"])}
      />
      {selects && <OptionsEditor options={options} onChange={setOptions} />}
      <DescriptionField value={description} onChange={setDescription} />
      <Checkbox
        label={t("required")}
        checked={required}
        onChange={(event) => setRequired(event.currentTarget.checked)}
      />
      <FormEnd refused={refused} cancel={t("cancel")} onCancel={props.onDone}>
        <Button type="submit">{t("workflows:fieldSave")}</Button>
      </FormEnd>
    </form>
  );
}

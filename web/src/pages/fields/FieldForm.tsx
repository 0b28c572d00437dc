/** The definition of a field: new, or to be changed, with a preview of what a new type would lose. */

import { Button, Checkbox, NativeSelect } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  addCustomField,
  addFieldStep,
  convertFieldStep,
  type FieldDefinition,
  run,
  updateCustomField,
  updateFieldStep,
} from "~/commands";
import { COLORS, customTyped, type FieldOption, fieldOptions } from "~/model/custom";
import type { CustomFieldRow } from "~/protocol/tables.generated";
import { useSession } from "~/store/react";
import { FormEnd } from "~/ui/FormEnd";
import classes from "./Fields.module.css";
import { FormulaField } from "./FormulaField";
import { Initial, readInitial } from "./Initial";
import { OptionsEditor } from "./OptionsEditor";
import { DescriptionField, FILLED, NameField } from "./Plain";
import { useChecked } from "./useChecked";

type Type = CustomFieldRow["type"];
const TYPES: readonly Type[] = [...FILLED, "formula"];
const PLAIN: readonly Type[] = ["text", "number", "cost", "date", "duration", "link"];

export function FieldForm({ field, onDone }: { field: CustomFieldRow | null; onDone: () => void }) {
  const { t } = useTranslation(["fields", "grid"]);
  const session = useSession();
  const { store } = session;
  const words = { yes: t("grid:yes"), no: t("grid:no") };
  const [name, setName] = useState(field?.name ?? "");
  const [type, setType] = useState<Type>(field?.type ?? "text");
  const [description, setDescription] = useState(field?.description ?? "");
  const [required, setRequired] = useState(field?.required ?? false);
  const [formula, setFormula] = useState(field?.formula ?? "");
  const [result, setResult] = useState<CustomFieldRow["result"]>(field?.result ?? "");
  const [options, setOptions] = useState<readonly FieldOption[]>(
    field ? fieldOptions(field) : [{ id: "o1", name: "", color: COLORS[0] }],
  );
  const [initial, setInitial] = useState(
    field ? customTyped(field, field.initial, store, words) : "",
  );
  const [refused, setRefused] = useState("");
  const selects = type === "select" || type === "multi_select";
  const converts = field !== null && type !== field.type;
  const named = options.filter((one) => one.name.trim() !== "");
  // Of a field that becomes a select, the texts that there are become its options.
  const own = selects && !(converts && named.length === 0);
  const value = readInitial(type, initial, named, store);

  const definition: FieldDefinition = {
    type,
    ...(type === "formula" ? { formula, result } : { required, initial: value ?? null }),
    ...(own ? { options: named } : {}),
  };
  const step = !field
    ? addFieldStep({ ...definition, name: name.trim() || "?" })
    : converts
      ? convertFieldStep(field.id, definition)
      : updateFieldStep(field.id, definition);
  const asks = type === "formula" ? formula.trim() !== "" : converts;
  const found = useChecked(asks ? step : null);

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (own && named.length === 0) return setRefused(t("optionsNeeded"));
    if (value === undefined) return;
    const plain = { name: name.trim(), description: description.trim() };
    const outcome = !field
      ? await addCustomField(session, { ...definition, ...plain })
      : converts
        ? await run(session, [
            { type: step.type, payload: step.payload },
            updateFieldStep(field.id, plain),
          ])
        : await updateCustomField(session, field.id, { ...definition, ...plain });
    if (outcome.ok) onDone();
    else setRefused(outcome.problem.detail);
  }

  return (
    <form onSubmit={(event) => void save(event)} className={classes.form}>
      <div className={classes.pair}>
        <NameField value={name} onChange={setName} />
        <NativeSelect
          label={t("type")}
          value={type}
          data={TYPES.map((one) => ({ value: one, label: t(`types.${one}`) }))}
          onChange={(event) => {
            setType(event.currentTarget.value as Type);
            setInitial("");
            setRefused("");
          }}
        />
      </div>
      {converts && found.note && (
        <p className={classes.note} role="status" data-loses={found.note.lost > 0 || undefined}>
          {found.note.lost === 0
            ? t("keeps", { kept: found.note.kept })
            : t("loses", {
                kept: found.note.kept,
                lost: found.note.lost,
                shown: found.note.shown.join(", "),
                type: t(`types.${type}`),
              })}
        </p>
      )}
      {type === "formula" && (
        <FormulaField
          field={field}
          text={formula}
          result={result}
          problem={found.problem}
          fresh={found.fresh}
          onText={setFormula}
          onResult={setResult}
        />
      )}
      {selects && (
        <OptionsEditor
          options={options}
          onChange={(next) => {
            setOptions(next);
            setRefused("");
          }}
        />
      )}
      <DescriptionField value={description} onChange={setDescription} />
      {type !== "formula" && (
        <>
          <Initial
            type={type}
            text={initial}
            options={named}
            plain={PLAIN.includes(type)}
            wrong={value === undefined}
            onChange={setInitial}
          />
          <Checkbox
            label={t("required")}
            checked={required}
            onChange={(event) => setRequired(event.currentTarget.checked)}
          />
        </>
      )}
      <FormEnd refused={refused} cancel={t("cancel")} onCancel={onDone}>
        <Button
          type="submit"
          disabled={type === "formula" && (formula.trim() === "" || found.problem !== null)}
        >
          {t(!field ? "create" : converts ? "convert" : "save")}
        </Button>
      </FormEnd>
    </form>
  );
}

/** What every field has, of a project or of the workspace: its name, and what it is for. */

import { Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { CustomFieldRow } from "~/protocol/tables.generated";
import { firstFocus } from "~/ui/firstFocus";

/** The types of fields that are filled in: all but a formula. */
export const FILLED: readonly CustomFieldRow["type"][] = [
  "text",
  "number",
  "cost",
  "date",
  "duration",
  "flag",
  "select",
  "multi_select",
  "person",
  "link",
];

interface PlainProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function NameField({ value, onChange }: PlainProps) {
  const { t } = useTranslation("fields");
  return (
    <TextInput
      label={t("name")}
      value={value}
      required
      maxLength={200}
      dir="auto"
      ref={firstFocus}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

export function DescriptionField({ value, onChange }: PlainProps) {
  const { t } = useTranslation("fields");
  return (
    <Textarea
      label={t("description")}
      value={value}
      maxLength={1000}
      autosize
      minRows={1}
      maxRows={4}
      dir="auto"
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

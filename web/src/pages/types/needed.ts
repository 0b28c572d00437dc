/** What a column or a type can ask for. */

import { useTranslation } from "react-i18next";

const NEEDED = ["assignee", "deadline", "notes", "points"] as const;

export interface NamedField {
  readonly id: number;
  readonly name: string;
  readonly type: string;
}

export function useNeeded(fields: readonly NamedField[]): { value: string; label: string }[] {
  const { t } = useTranslation("types");
  return [
    ...NEEDED.map((one) => ({ value: one as string, label: t(`needed.${one}`) })),
    ...fields
      .filter((field) => field.type !== "formula")
      .map((field) => ({ value: `custom-${field.id}`, label: field.name })),
  ];
}

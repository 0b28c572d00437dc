/** What a column or a type can ask for. */

import { useTranslation } from "react-i18next";
import { fieldsOf } from "~/model/custom";
import { useSession } from "~/store/react";

const NEEDED = ["assignee", "deadline", "notes", "points"] as const;

export function useNeeded(): { value: string; label: string }[] {
  const { t } = useTranslation("types");
  const { store } = useSession();
  return [
    ...NEEDED.map((one) => ({ value: one as string, label: t(`needed.${one}`) })),
    ...fieldsOf(store)
      .filter((field) => field.type !== "formula")
      .map((field) => ({ value: `custom-${field.id}`, label: field.name })),
  ];
}

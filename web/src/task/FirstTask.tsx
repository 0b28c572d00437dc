/** What an empty plan needs, on pages that have nothing to show without tasks. */

import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { wish } from "~/here/intents";
import { useStore } from "~/store/react";

export function FirstTask() {
  const { t } = useTranslation("task");
  const edits = useStore((store) => store.may("plan.edit"));
  if (!edits) return null;
  return (
    <Button variant="filled" onClick={() => wish("addTask", "")}>
      {t("first")}
    </Button>
  );
}

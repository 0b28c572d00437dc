/** What stands around the list: the words where it is empty, and its keys. */

import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EmptyState } from "~/ui/EmptyState";
import { KeyHints } from "~/ui/KeyHints";

/** `of` names the workspace; null for all. */
export function Nothing({ of, some }: { of: string | null; some: boolean }) {
  const text = of === null ? "empty.textAll" : "empty.text";
  const { t } = useTranslation("my-work");
  return (
    <EmptyState
      level={2}
      title={t(some ? "empty.clear" : "empty.title")}
      text={some ? t("empty.clearText") : t(text, { workspace: of })}
      action={
        <Button component={Link} to="/" variant={some ? "default" : "filled"}>
          {t("empty.projects")}
        </Button>
      }
    />
  );
}

export function Keys() {
  const { t } = useTranslation("my-work");
  return (
    <KeyHints
      label={t("keys.label")}
      keys={[
        ["↑ ↓", t("keys.move")],
        ["S", t("keys.start")],
        ["H", t("keys.half")],
        ["D", t("keys.done")],
        ["R", t("keys.left")],
        ["A N Q", t("keys.reply")],
        ["Z", t("keys.snooze")],
        ["Enter", t("keys.open")],
      ]}
    />
  );
}

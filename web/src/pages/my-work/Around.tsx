/** What stands around the list: the words where it is empty, and its keys. */

import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { EmptyState } from "~/ui/EmptyState";
import classes from "./MyWorkPage.module.css";

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
  const keys = [
    ["↑ ↓", "move"],
    ["S", "start"],
    ["H", "half"],
    ["D", "done"],
    ["R", "left"],
    ["A N Q", "reply"],
    ["Z", "snooze"],
    ["Enter", "open"],
  ] as const;
  return (
    <p className={classes.keys} aria-label={t("keys.label")} role="note">
      {keys.map(([key, what]) => (
        <span key={key}>
          <kbd>{key}</kbd> {t(`keys.${what}`)}
        </span>
      ))}
    </p>
  );
}

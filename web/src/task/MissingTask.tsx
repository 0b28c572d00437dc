/** In the panel's place where an address names a task that is not here: it was deleted, or is not for one to see. */

import { Button } from "@mantine/core";
import { useTimeout } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "~/ui/EmptyState";
import classes from "./TaskPanel.module.css";

/** Milliseconds in which a task that somebody has just added may still come. */
const COMING = 1_500;

export function MissingTask({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("task");
  const [late, setLate] = useState(false);
  useTimeout(() => setLate(true), COMING, { autoInvoke: true });
  if (!late) return null;
  return (
    <aside className={classes.panel} aria-label={t("notHere.title")}>
      <div className={classes.body}>
        <EmptyState
          level={2}
          role="status"
          title={t("notHere.title")}
          text={t("notHere.text")}
          action={<Button onClick={onClose}>{t("close")}</Button>}
        />
      </div>
    </aside>
  );
}

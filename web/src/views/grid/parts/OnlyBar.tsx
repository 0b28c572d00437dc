/** Says that some tasks are shown alone, and why; Escape shows all again. */

import { Button, SegmentedControl } from "@mantine/core";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { chooseOnly, dropOnly, useOnly } from "~/here/only";
import { keyNames } from "~/ui/keyNames";
import type { PlanController } from "../controller";

export function OnlyBar({ controller }: { controller: PlanController }) {
  const { t } = useTranslation("grid");
  const only = useOnly(controller.store.projectId);
  useEffect(() => {
    if (!only) return;
    // Before the grid takes it, which leaves by it; not where something else is open.
    const onKey = (event: KeyboardEvent): void => {
      const busy = (event.target as Element | null)?.closest(
        "input, textarea, [data-task-panel], [role=dialog], [role=menu]",
      );
      const held = document.querySelector("[data-dragging], .hwt-bar[data-linkable], .hwt-card");
      if (event.key !== "Escape" || busy || held) return;
      event.preventDefault();
      event.stopPropagation();
      dropOnly();
    };
    window.addEventListener("keydown", onKey, true);
    return () => window.removeEventListener("keydown", onKey, true);
  }, [only]);

  if (!only) return null;
  const count = only.choices[only.chosen]?.tasks.size ?? 0;
  return (
    <div className="hwg-only">
      <span className="hwg-only-title" role="status">
        {only.title} <span className="hw-dim">{t("only.count", { count })}</span>
      </span>
      {only.choices.length > 1 && (
        <SegmentedControl
          size="xs"
          aria-label={t("only.choose")}
          value={String(only.chosen)}
          data={only.choices.map((choice, place) => ({
            value: String(place),
            label: choice.label,
          }))}
          onChange={(value) => chooseOnly(Number(value))}
        />
      )}
      <span className="hwg-toolbar-space" />
      <Button variant="subtle" size="compact-sm" onClick={dropOnly}>
        {t("only.drop")}
        <kbd className="hwg-menu-keys">{keyNames("Esc")}</kbd>
      </Button>
    </div>
  );
}

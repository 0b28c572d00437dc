/** What the colours of the bars mean. */

import { CloseButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Colours } from "../colours";

interface ColourLegendProps {
  readonly name: string;
  readonly colours: Colours;
  onClose(): void;
}

export function ColourLegend({ name, colours, onClose }: ColourLegendProps) {
  const { t } = useTranslation("gantt");
  return (
    <section className="hwt-legend" aria-label={t("tools.colouredBy", { field: name })}>
      <strong>{t("tools.colouredBy", { field: name })}</strong>
      <ul>
        {colours.groups.map((group) => (
          <li key={group.place}>
            <span className="hwt-swatch" data-colour={group.place} aria-hidden />
            {group.label}
            <span className="hw-num hw-dim">{group.ids.length}</span>
          </li>
        ))}
      </ul>
      <CloseButton size="xs" aria-label={t("tools.noColour")} onClick={onClose} />
    </section>
  );
}

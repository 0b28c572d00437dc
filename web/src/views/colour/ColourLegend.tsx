/** What the colours of bars, cards and entries mean. */

import { CloseButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useColour } from "~/here/colour";
import { useColours } from "./scope";
import "./colour.css";

export function ColourLegend() {
  const { t } = useTranslation("filter");
  const colours = useColours();
  const [, choose] = useColour();
  if (!colours) return null;
  const title = t("colour.by", { field: colours.name });
  return (
    <section className="hw-legend" aria-label={title}>
      <strong>{title}</strong>
      <ul>
        {colours.groups.map((group) => (
          <li key={group.place}>
            <span className="hw-swatch" data-colour={group.place} aria-hidden />
            {group.label}
            <span className="hw-num hw-dim">{group.ids.length}</span>
          </li>
        ))}
      </ul>
      <CloseButton size="xs" aria-label={t("colour.none")} onClick={() => choose("")} />
    </section>
  );
}

/** Where in time one looks, how, and what of the plan is shown. */

import { ActionIcon, Button, Menu, SegmentedControl } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { IconChevronLeft, IconChevronRight, IconPlus, IconStack2 } from "~/ui/icons";
import { ColourTool } from "~/views/colour/ColourTool";
import { LAYERS, type Layer, type Layers } from "../entries";

export const MODES = ["month", "week", "agenda"] as const;
export type Mode = (typeof MODES)[number];

interface ToolbarProps {
  readonly title: string;
  readonly mode: Mode;
  readonly layers: Layers;
  readonly onMode: (mode: Mode) => void;
  readonly onStep: (by: number) => void;
  readonly onToday: () => void;
  readonly onLayer: (layer: Layer) => void;
  /** Null for who may not. */
  readonly onMake: (() => void) | null;
}

/** Where in time one looks. */
export function TimeTools(props: Pick<ToolbarProps, "title" | "mode" | "onStep" | "onToday">) {
  const { t } = useTranslation("calendar");
  const { mode } = props;
  return (
    <div className="hwc-time">
      <Button onClick={props.onToday}>{t("today")}</Button>
      <div className="hwc-steps">
        <ActionIcon aria-label={t(`back.${mode}`)} data-flip="-1" onClick={() => props.onStep(-1)}>
          <IconChevronLeft size={18} stroke={1.8} />
        </ActionIcon>
        <ActionIcon aria-label={t(`on.${mode}`)} data-flip="1" onClick={() => props.onStep(1)}>
          <IconChevronRight size={18} stroke={1.8} />
        </ActionIcon>
      </div>
      <h1 className="hwc-title" aria-live="polite">
        {props.title}
      </h1>
    </div>
  );
}

/** What of the plan is shown, and how. */
export function ShowTools(props: Omit<ToolbarProps, "title" | "onStep" | "onToday">) {
  const { t } = useTranslation("calendar");
  const { mode, layers } = props;
  return (
    <div className="hwc-right">
      {props.onMake && (
        <Button leftSection={<IconPlus size={14} stroke={1.8} />} onClick={props.onMake}>
          {t("make.short")}
        </Button>
      )}
      <ColourTool />
      <Menu closeOnItemClick={false} width={250}>
        <Menu.Target>
          <Button leftSection={<IconStack2 size={14} stroke={1.8} />}>{t("layers.button")}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {LAYERS.map((layer) => (
            <Menu.CheckboxItem
              key={layer}
              checked={layers[layer]}
              onChange={() => props.onLayer(layer)}
            >
              {t(`layers.${layer}`)}
            </Menu.CheckboxItem>
          ))}
        </Menu.Dropdown>
      </Menu>
      <SegmentedControl
        value={mode}
        aria-label={t("mode")}
        onChange={(value) => props.onMode(value as Mode)}
        data={MODES.map((value) => ({ value, label: t(`modes.${value}`) }))}
      />
    </div>
  );
}

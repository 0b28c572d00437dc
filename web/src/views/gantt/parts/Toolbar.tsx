/** The thin bar above the Gantt. */

import { ActionIcon, Button, Menu } from "@mantine/core";
import { Suspense, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWish } from "~/here/intents";
import { withWords } from "~/text/late";
import { IconDownload } from "~/ui/icons";
import { withKeys } from "~/ui/keyNames";
import { lateDialog } from "~/ui/Late";
import { ColourItems } from "~/views/colour/ColourItems";
import type { Colours } from "~/views/colour/colours";
import type { PlanController } from "~/views/grid/controller";
import { useModel } from "~/views/grid/model";
import { ColumnMenu } from "~/views/grid/parts/ColumnMenu";
import { GridBar } from "~/views/grid/parts/GridBar";
import { EyeIcon, FitIcon, MinusIcon, PlusIcon } from "~/views/grid/parts/ToolIcons";
import { SHOWABLE, type ShownModel } from "../shown";
import type { Timeline } from "../timeline";
import { zoomWish } from "../zoomKeys";

const PrintDialog = lateDialog(
  withWords(["gantt-print"], () => import("../print/PrintDialog")),
  "PrintDialog",
);

interface ToolbarProps {
  readonly controller: PlanController;
  readonly timeline: Timeline;
  readonly shown: ShownModel;
  readonly colours: Colours | null;
  readonly compact: boolean;
  readonly openTaskId: number | null;
}

export function Toolbar(props: ToolbarProps) {
  const { controller, timeline, shown, compact, openTaskId } = props;
  const { t } = useTranslation("gantt");
  const value = useModel(shown, (model) => model.value);
  const [printing, setPrinting] = useState(false);
  useWish("print", () => setPrinting(true));
  const today = (): void => timeline.show(controller.reading.now, true);
  const zoom = useMemo(
    () => ({ now: () => timeline.zoom, show: (value: number) => timeline.showZoom(value) }),
    [timeline],
  );
  useZoomKeys(timeline, today);

  return (
    <GridBar
      controller={controller}
      label={t("tools.label")}
      kind="gantt"
      zoom={zoom}
      outline={!compact}
      openTaskId={openTaskId}
    >
      {!compact && <ColumnMenu controller={controller} />}
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        title={withKeys(t("tools.today"), "Alt+T")}
        onClick={today}
      >
        {t("tools.today")}
      </Button>
      <Tool label={t("tools.fit")} keys="Alt+0" onClick={() => timeline.fit()}>
        <FitIcon />
      </Tool>
      <Tool label={t("tools.zoomOut")} keys="Alt+−" onClick={() => timeline.zoomStep(false)}>
        <MinusIcon />
      </Tool>
      <Tool label={t("tools.zoomIn")} keys="Alt++" onClick={() => timeline.zoomStep(true)}>
        <PlusIcon />
      </Tool>
      <Menu closeOnItemClick={false} position="bottom-end" width={200}>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={28}
            aria-label={t("tools.show")}
            title={t("tools.show")}
          >
            <EyeIcon />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {SHOWABLE.map((what) => (
            <Menu.CheckboxItem key={what} checked={value[what]} onChange={() => shown.toggle(what)}>
              {t(`tools.${what}`)}
            </Menu.CheckboxItem>
          ))}
          <Compared controller={controller} />
          <Menu.Divider />
          <ColourItems />
        </Menu.Dropdown>
      </Menu>
      <Tool label={t("tools.export")} onClick={() => setPrinting(true)}>
        <IconDownload size={17} stroke={1.5} />
      </Tool>
      {printing && (
        <Suspense fallback={null}>
          <PrintDialog
            controller={controller}
            colours={props.colours}
            onClose={() => setPrinting(false)}
          />
        </Suspense>
      )}
    </GridBar>
  );
}

/** Which baseline the ghosts under the bars are of, where there is a choice. */
function Compared({ controller }: { controller: PlanController }) {
  const { t } = useTranslation("gantt");
  const { store } = controller;
  useModel(controller, (model) => model.revision);
  const saved = [...store.rows("baselines").values()].sort((a, b) => a.number - b.number);
  if (saved.length < 2) return null;
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{t("tools.compare")}</Menu.Label>
      <Menu.RadioGroup
        value={String(store.baseline?.number)}
        onChange={(value) => store.compareWith(Number(value))}
      >
        {saved.map((row) => (
          <Menu.RadioItem key={row.id} value={String(row.number)}>
            {row.name || t("tools.baselineNumber", { number: row.number })}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
}

interface ToolProps {
  readonly label: string;
  readonly keys?: string;
  readonly children: React.ReactNode;
  onClick(): void;
}

function Tool(props: ToolProps) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={28}
      aria-label={props.label}
      title={props.keys ? `${props.label} (${props.keys})` : props.label}
      onClick={props.onClick}
    >
      {props.children}
    </ActionIcon>
  );
}

/** Alt with + − 0 T, from the grid too; the keys alone where no cell takes them. */
function useZoomKeys(timeline: Timeline, today: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const target = event.target as Element | null;
      if (event.defaultPrevented) return;
      if (target?.closest("input, textarea, select, [contenteditable], [aria-modal]")) return;
      const wish = zoomWish(event, !target?.closest("[role=treegrid]"));
      if (wish === null) return;
      event.preventDefault();
      if (wish === "today") today();
      else if (wish === "fit") timeline.fit();
      else timeline.zoomStep(wish === "in");
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [timeline, today]);
}

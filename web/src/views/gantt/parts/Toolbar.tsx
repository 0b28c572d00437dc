/** The thin bar above the Gantt. */

import { ActionIcon, Button, Menu } from "@mantine/core";
import { Suspense, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWish } from "~/here/intents";
import { withWords } from "~/text/late";
import { IconDownload } from "~/ui/icons";
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
      <Button variant="subtle" color="gray" size="compact-sm" onClick={today}>
        {t("tools.today")}
      </Button>
      <Tool label={t("tools.fit")} onClick={() => timeline.fit()}>
        <FitIcon />
      </Tool>
      <Tool label={t("tools.zoomOut")} onClick={() => timeline.zoomStep(false)}>
        <MinusIcon />
      </Tool>
      <Tool label={t("tools.zoomIn")} onClick={() => timeline.zoomStep(true)}>
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

function Tool(props: { label: string; onClick: () => void; children: React.ReactNode }) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={28}
      aria-label={props.label}
      title={props.label}
      onClick={props.onClick}
    >
      {props.children}
    </ActionIcon>
  );
}

/** Ctrl with + and −, and with 0 to fit; the keys alone while a bar has the keyboard. */
function useZoomKeys(timeline: Timeline, today: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const target = event.target as Element | null;
      if (event.defaultPrevented || event.altKey || event.metaKey || event.ctrlKey) return;
      if (target?.closest("input, textarea, select, [contenteditable], [role=treegrid]")) return;
      const run = {
        "+": () => timeline.zoomStep(true),
        "=": () => timeline.zoomStep(true),
        "-": () => timeline.zoomStep(false),
        "0": () => timeline.fit(),
        t: today,
      }[event.key];
      if (!run) return;
      event.preventDefault();
      run();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [timeline, today]);
}

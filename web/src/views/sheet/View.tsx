/** The plan as a spreadsheet: the grid in full width with every column, and in groups. */

import { SegmentedControl } from "@mantine/core";
import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "~/store/react";
import { PlanController } from "~/views/grid/controller";
import { GROUPINGS, type Grouping } from "~/views/grid/grouping";
import { useModel } from "~/views/grid/model";
import { ColumnMenu } from "~/views/grid/parts/ColumnMenu";
import { GridPane } from "~/views/grid/parts/GridPane";
import { OnlyBar } from "~/views/grid/parts/OnlyBar";
import { OutlineTools } from "~/views/grid/parts/OutlineTools";
import { Stage } from "~/views/grid/parts/Stage";
import { RowDrag } from "~/views/grid/pointer";
import type { PlanViewProps } from "~/views/grid/props";
import { useFirstRow, useReveal } from "~/views/grid/reveal";
import { Viewport } from "~/views/grid/viewport";
import "../grid/grid.css";

export function SheetView({ onOpenTask, openTaskId, reveal }: PlanViewProps) {
  const session = useSession();
  const [controller, rows] = useMemo(() => {
    const viewport = new Viewport();
    viewport.headerHeight = 32;
    return [new PlanController(session, viewport, "sheet", ["*"]), new RowDrag()] as const;
  }, [session]);

  useEffect(() => controller.connect(), [controller]);
  useReveal(controller, reveal);
  useFirstRow(controller);

  return (
    <div className="hwg-view" data-view="sheet">
      <Toolbar controller={controller} />
      <OnlyBar controller={controller} />
      <Stage controller={controller} className="hwg-sheet" onOpenTask={onOpenTask}>
        <div className="hwg-side" style={{ flex: 1 }}>
          <GridPane
            controller={controller}
            rows={rows}
            openTaskId={openTaskId}
            onOpenTask={onOpenTask}
          />
        </div>
      </Stage>
    </div>
  );
}

const NAMES: Record<Grouping, string> = {
  none: "group.none",
  assignees: "group.assignees",
  status: "group.status",
  critical: "group.criticality",
};

function Toolbar({ controller }: { controller: PlanController }) {
  const { t } = useTranslation(["grid", "sheet"]);
  const grouping = useModel(controller, (c) => c.grouping);
  return (
    <div className="hwg-toolbar" role="toolbar" aria-label={t("sheet:tools")}>
      <OutlineTools controller={controller} />
      <ColumnMenu controller={controller} />
      <span className="hwg-toolbar-space" />
      <SegmentedControl
        size="xs"
        value={grouping}
        aria-label={t("group.by")}
        data={GROUPINGS.map((value) => ({ value, label: t(NAMES[value] as "group.by") }))}
        onChange={(value) => controller.groupBy(value as Grouping)}
      />
    </div>
  );
}

/** The plan as a spreadsheet: the grid in full width with every column, and in groups. */

import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "~/store/react";
import { PlanController } from "~/views/grid/controller";
import { ColumnMenu } from "~/views/grid/parts/ColumnMenu";
import { GridBar } from "~/views/grid/parts/GridBar";
import { GridPane } from "~/views/grid/parts/GridPane";
import { OnlyBar } from "~/views/grid/parts/OnlyBar";
import { Stage } from "~/views/grid/parts/Stage";
import { RowDrag } from "~/views/grid/pointer";
import type { PlanViewProps } from "~/views/grid/props";
import { useFirstRow, useReveal } from "~/views/grid/reveal";
import { Viewport } from "~/views/grid/viewport";
import "../grid/grid.css";

export function SheetView({ onOpenTask, openTaskId, reveal }: PlanViewProps) {
  const { t } = useTranslation("sheet");
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
      <GridBar controller={controller} label={t("tools")} kind="sheet" openTaskId={openTaskId}>
        <ColumnMenu controller={controller} />
      </GridBar>
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

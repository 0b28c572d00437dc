/** The bar over a grid: tools of the outline, the filter, and what the view adds. */

import { Button } from "@mantine/core";
import { type ReactNode, useEffect, useLayoutEffect } from "react";
import { useTranslation } from "react-i18next";
import { useCosts } from "~/here/costs";
import { wish } from "~/here/intents";
import { useLook } from "~/here/look";
import { useOnly } from "~/here/only";
import type { ViewKind } from "~/here/savedViews";
import { ASKED_COSTS } from "~/model/baseline";
import { FilterBar } from "~/views/filter/FilterBar";
import type { PlanController } from "../controller";
import { useModel } from "../model";
import { OutlineTools } from "./OutlineTools";

interface GridBarProps {
  readonly controller: PlanController;
  readonly label: string;
  /** Whether there is a grid whose outline the tools are for. */
  readonly outline?: boolean;
  readonly openTaskId: number | null;
  readonly kind: ViewKind;
  readonly zoom?: ViewZoom;
  readonly children?: ReactNode;
}

/** The zoom of a time line, as saved views keep it. */
export interface ViewZoom {
  now(): number;
  show(zoom: number): void;
}

export function GridBar(props: GridBarProps) {
  const { controller, label, outline = true, openTaskId, kind, zoom, children } = props;
  const looked = useLook();
  const { look, view } = looked;
  const { columns } = controller;
  useLayoutEffect(() => controller.setLook(look), [controller, look]);
  useEffect(() => controller.setOpened(openTaskId), [controller, openTaskId]);
  // A view of another kind says nothing of these columns, nor of this zoom.
  const mine = view?.kind === kind ? view : null;
  useLayoutEffect(() => columns.use(mine?.columns ?? null), [columns, mine?.columns]);
  const shown = mine?.zoom ?? null;
  useLayoutEffect(() => {
    if (shown !== null) zoom?.show(shown);
  }, [shown, zoom]);
  const differ = useModel(columns, (set) => set.differs);
  useCosts(
    useModel(columns, (set) => set.shown.some((column) => ASKED_COSTS.includes(column.key))),
  );
  const count = useModel(controller, (c) => c.looking.count);
  const total = useModel(controller, (c) => c.looking.total);
  const unfit = useModel(controller, (c) => c.looking.unfit);
  // What is shown alone is neither filtered nor sorted: the bar would say what does not hold.
  const only = useOnly(controller.store.projectId) !== null;
  return (
    <FilterBar
      label={label}
      looked={looked}
      count={count}
      total={total}
      unfit={unfit}
      quiet={only}
      parts={{
        kind,
        columns: { now: () => columns.given(), differ, reset: () => columns.reset() },
        ...(zoom ? { zoom: zoom.now } : {}),
      }}
      before={outline && <OutlineTools controller={controller} />}
    >
      {controller.mayProgress && <EditChosen controller={controller} />}
      {children}
    </FilterBar>
  );
}

/** Where several rows are chosen, what sets their fields at once. */
function EditChosen({ controller }: { controller: PlanController }) {
  const { t } = useTranslation("grid");
  const count = useModel(controller, (model) => model.chosenCount);
  if (count < 2) return null;
  return (
    <Button
      variant="light"
      size="compact-sm"
      aria-keyshortcuts="Shift+F2"
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => wish("bulkEdit", controller.selectedTasks())}
    >
      {t("rowMenu.bulkEdit", { count })}
    </Button>
  );
}

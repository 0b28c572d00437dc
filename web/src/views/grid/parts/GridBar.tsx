/** The bar over a grid: tools of the outline, the filter, and what the view adds. */

import { type ReactNode, useEffect, useLayoutEffect } from "react";
import { useLook } from "~/here/look";
import { useOnly } from "~/here/only";
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
  readonly children?: ReactNode;
}

export function GridBar(props: GridBarProps) {
  const { controller, label, outline = true, openTaskId, children } = props;
  const looked = useLook();
  const { look } = looked;
  useLayoutEffect(() => controller.setLook(look), [controller, look]);
  useEffect(() => controller.setOpened(openTaskId), [controller, openTaskId]);
  useModel(controller, (c) => c.lines);
  const count = useModel(controller, (c) => c.looking.count);
  const total = useModel(controller, (c) => c.looking.total);
  // What is shown alone is neither filtered nor sorted: the bar would say what does not hold.
  const only = useOnly(controller.store.projectId) !== null;
  return (
    <FilterBar
      label={label}
      looked={looked}
      count={count}
      total={total}
      quiet={only}
      before={outline && <OutlineTools controller={controller} />}
    >
      {children}
    </FilterBar>
  );
}

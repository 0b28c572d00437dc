/** What one can do with the tasks under the pointer, by the right button, on rows and bars alike. */

import { Menu } from "@mantine/core";
import { type ReactNode, type RefObject, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { unpin } from "~/commands";
import { wish } from "~/here/intents";
import { holdSelection } from "~/here/selection";
import { isRecurring } from "~/model/recurrence";
import { keyNames } from "~/ui/keyNames";
import { deleteTasks, indent, insertAbove, outdent, shift } from "../actions";
import type { PlanController } from "../controller";
import { cellOf } from "../pointer";
import { taskOf } from "../rows";

interface RowMenuProps {
  readonly controller: PlanController;
  /** The rows and bars. */
  readonly area: RefObject<HTMLElement | null>;
  onOpenTask(id: number): void;
}

interface Asked {
  readonly id: number;
  readonly x: number;
  readonly y: number;
}

export function RowMenu({ controller, area, onOpenTask }: RowMenuProps) {
  const { t } = useTranslation("grid");
  const [asked, setAsked] = useState<Asked | null>(null);

  useEffect(() => {
    const element = area.current;
    const onContextMenu = (event: MouseEvent): void => {
      const target = event.target as Element;
      const cell = cellOf(target);
      const id = cell && taskOf(cell.row);
      if (!cell || id === null || target.closest("input, textarea")) return;
      event.preventDefault();
      // Several chosen rows stay chosen where the pointer is on one of them.
      if (!controller.selectedTasks().includes(id)) controller.goTo({ row: cell.row });
      setAsked({ id, x: event.clientX, y: event.clientY });
    };
    element?.addEventListener("contextmenu", onContextMenu);
    return () => element?.removeEventListener("contextmenu", onContextMenu);
  }, [area, controller]);

  useEffect(
    () => holdSelection(controller.store.projectId, () => controller.selectedTasks()),
    [controller],
  );

  // What the menu has closed leaves the keyboard nowhere: the grid takes it back.
  useEffect(() => {
    if (!asked) return;
    return () => {
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) controller.focus();
      });
    };
  }, [asked, controller]);

  if (!asked) return null;
  const { id, x, y } = asked;
  const ids = controller.selectedTasks();
  const task = controller.store.task(id);
  const outline = controller.looking.outlined;
  const pinned = task !== undefined && !["asap", "alap"].includes(task.constraint);
  const splittable =
    ids.length === 1 &&
    task !== undefined &&
    task.duration > 0 &&
    !controller.reading.isSummary(id);
  const begun = task !== undefined && (task.actual_start !== null || task.percent_complete > 0);
  const recurs =
    ids.length === 1 &&
    task !== undefined &&
    (isRecurring(task) ||
      (!begun && task.recurrence === null && !controller.reading.isSummary(id)));
  const item = (name: string, keys: string, run: () => void): ReactNode => (
    <Menu.Item
      key={name}
      onClick={run}
      rightSection={<kbd className="hwg-menu-keys">{keyNames(keys)}</kbd>}
    >
      {t(`rowMenu.${name}`, { count: ids.length })}
    </Menu.Item>
  );
  return (
    <Menu
      // A new place is a new menu.
      key={`${x} ${y}`}
      opened
      onClose={() => setAsked(null)}
      position="bottom-start"
      offset={0}
      width={250}
      returnFocus={false}
    >
      <Menu.Target>
        <span className="hwg-menu-anchor" style={{ left: x, top: y }} />
      </Menu.Target>
      <Menu.Dropdown>
        {item("open", "Ctrl Enter", () => onOpenTask(id))}
        {controller.store.may("analysis.read") && item("path", "", () => wish("path", id))}
        {ids.length > 1 &&
          controller.mayProgress &&
          item("bulkEdit", "Shift F2", () => wish("bulkEdit", ids))}
        {controller.mayEdit && (
          <>
            <Menu.Divider />
            {outline && item("insert", "Insert", () => insertAbove(controller))}
            {outline && item("indent", "Tab", () => indent(controller, ids))}
            {outline && item("outdent", "Shift Tab", () => outdent(controller, ids))}
            {outline && item("up", "Alt ↑", () => shift(controller, ids, false))}
            {outline && item("down", "Alt ↓", () => shift(controller, ids, true))}
            {recurs && item("recur", "", () => wish("recur", id))}
            {splittable && item("split", "", () => wish("split", id))}
            {item("baseline", "", () => wish("saveBaseline", ids))}
            {controller.store.may("analysis.read") &&
              item("confidence", "", () => wish("confidence", ids))}
            {pinned && item("unpin", "", () => void unpin(controller.session, ids))}
            <Menu.Divider />
            {item("delete", "Ctrl −", () => deleteTasks(controller, ids))}
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

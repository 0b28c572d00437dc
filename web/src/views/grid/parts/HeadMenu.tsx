/** What one can do with a column: freeze it, move it, hide it. */

import { Menu } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { NAME } from "../columns";
import type { PlanController } from "../controller";

interface HeadMenuProps {
  readonly controller: PlanController;
  /** The column, and where its menu is to stand. */
  readonly asked: { readonly key: string; readonly x: number; readonly y: number };
  onClose(): void;
}

export function HeadMenu({ controller, asked, onClose }: HeadMenuProps) {
  const { t } = useTranslation("grid");
  const { columns } = controller;
  const { key, x, y } = asked;
  const frozen = columns.frozen(key);
  return (
    <Menu
      opened
      onClose={onClose}
      position="bottom-start"
      offset={0}
      width={200}
      returnFocus={false}
    >
      <Menu.Target>
        <span className="hwg-menu-anchor" style={{ left: x, top: y }} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => columns.freeze(key)}>
          {t(frozen ? "menu.unfreeze" : "menu.freeze")}
        </Menu.Item>
        {key !== NAME && (
          <>
            <Menu.Item disabled={!columns.mayShift(key, -1)} onClick={() => columns.shift(key, -1)}>
              {t("menu.moveLeft")}
            </Menu.Item>
            <Menu.Item disabled={!columns.mayShift(key, 1)} onClick={() => columns.shift(key, 1)}>
              {t("menu.moveRight")}
            </Menu.Item>
            <Menu.Item onClick={() => columns.toggle(key)}>{t("menu.hide")}</Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Which columns are shown: a list to check, and to put in order. */

import { ActionIcon, Menu } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { wish } from "~/here/intents";
import { NAME, NUMBER } from "../columns";
import type { PlanController } from "../controller";
import { useModel } from "../model";
import { columnName } from "./HeaderRow";
import { ColumnsIcon } from "./ToolIcons";

export function ColumnMenu({ controller }: { controller: PlanController }) {
  const { t } = useTranslation("grid");
  const { columns } = controller;
  useModel(columns, (set) => set.revision);
  return (
    <Menu closeOnItemClick={false} position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={t("menu.columns")}
          title={t("menu.columns")}
        >
          <ColumnsIcon />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown className="hwg-column-menu">
        {columns.all
          .filter((column) => column.key !== NAME && column.key !== NUMBER)
          .map((column) => (
            <Menu.CheckboxItem
              key={column.key}
              checked={column.shown}
              onChange={() => columns.toggle(column.key)}
            >
              {columnName(column, t)}
            </Menu.CheckboxItem>
          ))}
        <Menu.Divider />
        {controller.mayEdit && (
          <Menu.Item closeMenuOnClick onClick={() => wish("fields", undefined)}>
            {t("menu.fields")}
          </Menu.Item>
        )}
        <Menu.Item onClick={() => columns.reset()}>{t("menu.reset")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

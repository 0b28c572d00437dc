/** Buttons for the outline: indent, outdent, open and close all. */

import { ActionIcon } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { indent, outdent } from "../actions";
import type { PlanController } from "../controller";
import { useModel } from "../model";
import { CollapseIcon, ExpandIcon, IndentIcon, OutdentIcon } from "./ToolIcons";

export function OutlineTools({ controller }: { controller: PlanController }) {
  const { t } = useTranslation("grid");
  // In groups and sorted, what stands above a row is not what it would be indented under.
  const outlined = useModel(controller, (c) => c.looking.outlined);
  const tools = [
    ...(controller.mayEdit && outlined
      ? [
          ["outdent", OutdentIcon, () => outdent(controller, controller.selectedTasks())] as const,
          ["indent", IndentIcon, () => indent(controller, controller.selectedTasks())] as const,
        ]
      : []),
    ["expandAll", ExpandIcon, () => controller.collapseAll(false)] as const,
    ["collapseAll", CollapseIcon, () => controller.collapseAll(true)] as const,
  ];
  return tools.map(([name, Icon, run]) => (
    <ActionIcon
      key={name}
      variant="subtle"
      color="gray"
      size={28}
      aria-label={t(`menu.${name}`)}
      title={t(`menu.${name}`)}
      onPointerDown={(event) => event.preventDefault()}
      onClick={run}
    >
      <Icon />
    </ActionIcon>
  ));
}

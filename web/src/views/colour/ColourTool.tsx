/** The menu of colours, where a view has no other that they stand in. */

import { ActionIcon, Menu } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useColour } from "~/here/colour";
import { IconPalette } from "~/ui/icons";
import { ColourItems } from "./ColourItems";

export function ColourTool() {
  const { t } = useTranslation("filter");
  const [colour] = useColour();
  return (
    <Menu closeOnItemClick={false} position="bottom-end" width={200}>
      <Menu.Target>
        <ActionIcon
          variant={colour ? "light" : "subtle"}
          color={colour ? undefined : "gray"}
          size={28}
          aria-label={t("colour.choose")}
          title={t("colour.choose")}
        >
          <IconPalette size={17} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown className="hwg-column-menu">
        <ColourItems />
      </Menu.Dropdown>
    </Menu>
  );
}

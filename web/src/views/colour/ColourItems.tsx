/** By what tasks may be coloured: a section of a menu. */

import { Menu } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useColour } from "~/here/colour";
import { useFields } from "~/views/filter/fields";
import { fieldName } from "~/views/filter/words";
import { colourings } from "./colours";

export function ColourItems() {
  const { t } = useTranslation("filter");
  const [colour, choose] = useColour();
  const fields = useFields();
  return (
    <>
      <Menu.Label>{t("colour.choose")}</Menu.Label>
      <Menu.RadioGroup value={colour} onChange={choose}>
        <Menu.RadioItem value="">{t("colour.own")}</Menu.RadioItem>
        {colourings(fields).map((key) => (
          <Menu.RadioItem key={key} value={key}>
            {fieldName(key, fields)}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
}

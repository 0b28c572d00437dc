/** By what tasks may be coloured: a section of a menu. */

import { Menu } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useColour } from "~/here/colour";
import { TaskFields } from "~/model/filters-fields";
import { useSession } from "~/store/react";
import { fieldName } from "~/views/filter/words";
import { colourings } from "./colours";

export function ColourItems() {
  const { t } = useTranslation("filter");
  const { store } = useSession();
  const [colour, choose] = useColour();
  const fields = useMemo(() => new TaskFields(store), [store]);
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

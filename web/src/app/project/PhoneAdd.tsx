/** Adds tasks to the plan on a phone, where the grid with its empty last row has no room. */

import { useState } from "react";
import { useTranslation } from "react-i18next";
import { quickAdd } from "~/commands";
import { inherited } from "~/commands/inherit";
import { useLook } from "~/here/look";
import { useSession, useStore } from "~/store/react";
import { IconPlus } from "~/ui/icons";
import { AddLine } from "~/views/grid/parts/AddLine";
import classes from "./PhoneAdd.module.css";

export function PhoneAdd() {
  const { t } = useTranslation(["shell", "board"]);
  const session = useSession();
  const [open, setOpen] = useState(false);
  const { look } = useLook();
  const edits = useStore((store) => store.may("plan.edit"));
  const empty = useStore((store) => store.rows("tasks").size === 0);
  if (!edits) return null;
  return (
    <div className={classes.bar}>
      {empty && !open && <p className={classes.empty}>{t("project.empty")}</p>}
      {open ? (
        <AddLine
          id="phone-add"
          label={t("palette.do.addTask")}
          placeholder={t("board:addPlaceholder")}
          onAdd={(text) => {
            const { where, steps } = inherited(session, look);
            return quickAdd(session, text, where ?? "last", undefined, steps);
          }}
          onClose={() => setOpen(false)}
          classes={classes}
        />
      ) : (
        <button type="button" className={classes.add} onClick={() => setOpen(true)}>
          <IconPlus size={16} stroke={1.8} />
          {t("palette.do.addTask")}
        </button>
      )}
    </div>
  );
}

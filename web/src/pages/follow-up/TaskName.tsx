/** A task by its name; a press opens its panel. */

import { useTranslation } from "react-i18next";
import { useSession } from "~/store/react";
import classes from "./FollowUp.module.css";

export function TaskName({ id, onOpen }: { id: number; onOpen: (id: number) => void }) {
  const { t } = useTranslation("attention");
  const { store } = useSession();
  const name = store.task(id)?.name;
  return (
    <button type="button" className={classes.name} onClick={() => onOpen(id)}>
      <bdi>{name || t("block.unnamed")}</bdi>
    </button>
  );
}

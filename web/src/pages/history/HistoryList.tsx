/** Who changed what, newest first; changes can be taken back from here. */

import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { HistoryItem } from "~/here/queries";
import { useUndoChange } from "~/here/undo";
import { useSession } from "~/store/react";
import { ago, instant } from "~/ui/dates";
import { describe, rowNames, whoSaid } from "./describe";
import classes from "./HistoryList.module.css";

/** What brought the project into being is not taken back: a project is archived. */
const BEGAN = "project.create";

export function HistoryList(props: {
  items: readonly HistoryItem[];
  /** Whether those who edit the plan may take back what others did too. */
  anybodys?: boolean;
}) {
  const { items } = props;
  const { t } = useTranslation(["history", "shell"]);
  const { store } = useSession();
  const undo = useUndoChange();
  const names = rowNames(store);
  const undone = new Set(items.map((item) => item.undoes).filter((id) => id !== null));
  const edits = store.may("plan.edit") || store.may("plan.progress");
  const others = (props.anybodys ?? false) && store.may("plan.edit");
  if (!items.length) return <p className="hw-dim">{t("empty")}</p>;
  return (
    <ol className={classes.list}>
      {items.map((item) => {
        const what = describe(item, (id) => store.task(id)?.name, t, names);
        const own = item.actor.id === store.viewer.user_id;
        return (
          <li key={item.id} className={classes.item} data-undone={undone.has(item.id) || undefined}>
            <span className={classes.words}>
              <b>{whoSaid(item, item.actor.name || t("system"), store, t)}</b> {what}
            </span>
            <time className={classes.when} dateTime={item.at} title={instant(item.at)}>
              {ago(item.at)}
            </time>
            {((own && edits) || others) && item.type !== BEGAN && !undone.has(item.id) && (
              <Button
                size="compact-xs"
                variant="subtle"
                aria-label={t("undoLabel", { what })}
                onClick={() => void undo(item.id)}
              >
                {t("undo")}
              </Button>
            )}
          </li>
        );
      })}
    </ol>
  );
}

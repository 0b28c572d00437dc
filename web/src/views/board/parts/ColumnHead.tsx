/** The head of a column: its name, how many cards it has against its limit, and its menu. */

import { ActionIcon, Menu } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { archiveCards, moveColumn } from "~/commands";
import { wish } from "~/here/intents";
import { tellChange } from "~/here/undo";
import type { Status } from "~/model/workflow";
import { useSession } from "~/store/react";
import { IconAlertTriangle, IconDots } from "~/ui/icons";
import classes from "../Board.module.css";
import type { Asked } from "./ColumnDialogs";

export function ColumnHead(props: {
  status: Status;
  count: number;
  place: number;
  statuses: readonly Status[];
  /** Its cards that have not been put away: only a column of what is done asks. */
  cards: () => readonly number[];
  edits: boolean;
  onAsk: (asked: Asked) => void;
}) {
  const { status, count, place, statuses } = props;
  const { t } = useTranslation("board");
  const session = useSession();
  const rules = session.store.index("column_rules", "status_id").get(status.id)?.length ?? 0;
  const limit = status.wip_limit;
  const over = limit !== null && count > limit;
  const said =
    limit === null ? t("cards", { count }) : t(over ? "overLimit" : "ofLimit", { count, limit });
  const cards = status.category === "done" ? props.cards() : [];
  const left = statuses[place - 1];
  const right = statuses[place + 1];
  const shared = status.shared_key !== null;

  const putAway = async () => {
    const outcome = await archiveCards(session, cards);
    if (!outcome.ok) return;
    const text = t("archivedToast", { count: cards.length });
    tellChange(outcome.changeset?.id, { key: "archived", text }, (id) => session.undo(id));
  };

  return (
    <div className={classes.head} data-category={status.category} data-over={over || undefined}>
      <span className={classes.dot} aria-hidden="true" />
      <h2 className={classes.title} dir="auto" title={status.name}>
        {status.name}
      </h2>
      <span className={classes.count} role="img" aria-label={said} title={said}>
        {over && <IconAlertTriangle size={13} stroke={2} />}
        {limit === null ? count : `${count} / ${limit}`}
      </span>
      {rules > 0 && (
        <button
          type="button"
          className={classes.rules}
          disabled={!props.edits}
          onClick={() => wish("rules", status.id)}
        >
          {t("column.ruled", { count: rules })}
        </button>
      )}
      <span className={classes.room} />
      {props.edits && (
        <Menu>
          <Menu.Target>
            <ActionIcon size={24} aria-label={t("column.menu", { name: status.name })}>
              <IconDots size={15} stroke={1.6} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => props.onAsk({ edit: status })}>{t("column.edit")}</Menu.Item>
            {left && !shared && (
              <Menu.Item onClick={() => void moveColumn(session, status.id, { beforeId: left.id })}>
                {t("column.left")}
              </Menu.Item>
            )}
            {right && !shared && (
              <Menu.Item onClick={() => void moveColumn(session, status.id, { afterId: right.id })}>
                {t("column.right")}
              </Menu.Item>
            )}
            {!shared && (
              <Menu.Item onClick={() => props.onAsk({ after: status })}>
                {t("column.addRight")}
              </Menu.Item>
            )}
            <Menu.Item onClick={() => wish("rules", status.id)}>{t("column.rules")}</Menu.Item>
            <Menu.Item onClick={() => wish("types", undefined)}>{t("column.types")}</Menu.Item>
            {cards.length > 0 && (
              <Menu.Item onClick={() => void putAway()}>
                {t("archiveDone", { count: cards.length })}
              </Menu.Item>
            )}
            {!shared && (
              <>
                <Menu.Divider />
                <Menu.Item color="red" onClick={() => props.onAsk({ remove: status })}>
                  {t("column.delete")}
                </Menu.Item>
              </>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}

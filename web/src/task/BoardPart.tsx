/** Where a task stands on the board, and how urgent it is. */

import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { moveCards, setField } from "~/commands";
import { ICONS, typesOf, waysOf } from "~/model/types";
import {
  PRIORITIES,
  type Priority,
  priorityOf,
  priorityValue,
  statusesOf,
  statusOf,
} from "~/model/workflow";
import { useRevision, useSession } from "~/store/react";
import classes from "./TaskPanel.module.css";

export function BoardPart({ id, edits }: { id: number; edits: boolean }) {
  const { t } = useTranslation(["task", "board"]);
  const session = useSession();
  const { store } = session;
  useRevision();
  const task = store.task(id);
  if (!task || store.outlineLine(id)?.hasChildren) return null;
  const statuses = statusesOf(store);
  const status = statusOf(statuses, task);
  const types = typesOf(store);
  const ways = waysOf(store, task);
  return (
    <div className={classes.grid}>
      {types.length > 0 && (
        <NativeSelect
          label={t("board.type")}
          value={String(task.type_id ?? "")}
          disabled={!edits}
          data={[
            { value: "", label: t("board.noType") },
            ...types.map((one) => ({
              value: String(one.id),
              label: `${ICONS[one.icon]} ${one.name}`,
            })),
          ]}
          onChange={(event) => {
            const { value } = event.currentTarget;
            void setField(session, id, "type_id", value === "" ? null : Number(value));
          }}
        />
      )}
      {status && (
        <NativeSelect
          label={t("board.status")}
          value={String(status.id)}
          disabled={!store.may("plan.progress")}
          data={statuses.map((one) => ({
            value: String(one.id),
            label: one.name,
            disabled: ways !== null && !ways.has(one.id),
          }))}
          onChange={(event) => void moveCards(session, id, Number(event.currentTarget.value))}
        />
      )}
      <NativeSelect
        label={t("board.priority")}
        value={priorityOf(task.priority)}
        disabled={!edits}
        data={PRIORITIES.map((value) => ({ value, label: t(`board:priority.${value}`) }))}
        onChange={(event) => {
          const band = event.currentTarget.value as Priority;
          void setField(session, id, "priority", priorityValue(band));
        }}
      />
    </div>
  );
}

/** Where one's own change met somebody else's to the same fields: both values, and a choice. */

import { Button, Modal } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { value } from "~/pages/history/describe";
import type { TaskRow } from "~/protocol/tables.generated";
import { useSession } from "~/store/react";
import type { Conflict } from "~/store/types";
import classes from "./Conflicts.module.css";

export function Conflicts() {
  const session = useSession();
  const { t } = useTranslation(["shell", "history"]);
  const [waiting, setWaiting] = useState<readonly Conflict[]>([]);
  useEffect(
    () =>
      session.onConflict((conflict) => {
        // A merge asks about each place itself.
        if (conflict.command.type === "scenario.merge") conflict.keepTheirs();
        else setWaiting((before) => [...before, conflict]);
      }),
    [session],
  );
  const [conflict] = waiting;
  if (!conflict) return null;

  const next = () => setWaiting(([, ...rest]) => rest);
  const theirs = () => {
    conflict.keepTheirs();
    next();
  };
  const mine = () => {
    void conflict.keepMine();
    next();
  };
  const fields = conflict.problem.fields ?? [];
  const shown = (table: string, field: string | null, raw: unknown) =>
    table === "tasks" && field !== null
      ? value(t, field as keyof TaskRow, { [field]: raw } as Partial<TaskRow>)
      : raw === null || raw === undefined || raw === ""
        ? t("conflict.nothing")
        : typeof raw === "object"
          ? JSON.stringify(raw)
          : String(raw);

  return (
    <Modal
      opened
      onClose={theirs}
      title={t("conflict.title")}
      size={560}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <p>{t("conflict.text")}</p>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <td />
              <th scope="col">{t("conflict.yours")}</th>
              <th scope="col">{t("conflict.theirs", { by: fields[0]?.by ?? "" })}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <tr key={`${field.table}-${field.id}-${field.field}`}>
                <th scope="row">
                  {t("conflict.of", {
                    field: t(`history:fields.${field.field}`, { defaultValue: field.field ?? "" }),
                    name: session.store.task(field.id)?.name ?? t("history:aTask"),
                  })}
                </th>
                <td>{shown(field.table, field.field, field.yours)}</td>
                <td>{shown(field.table, field.field, field.theirs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {!fields.length && <p className="hw-dim">{conflict.problem.detail}</p>}
      <div className={classes.actions}>
        <Button onClick={theirs}>{t("conflict.keepTheirs")}</Button>
        <Button variant="filled" onClick={mine} data-autofocus>
          {t("conflict.keepMine")}
        </Button>
      </div>
    </Modal>
  );
}

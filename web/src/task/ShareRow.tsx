/** One assignment: with how much of the time, how much work, how late, how much overtime. */

import { ActionIcon } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { unassign, updateAssignment } from "~/commands";
import { formatDuration, parseDuration } from "~/model/durations";
import { FULL } from "~/model/people";
import type { AssignmentRow, TaskRow } from "~/protocol/tables.generated";
import { useSession } from "~/store/react";
import { seenAt } from "~/store/seen";
import { IconX } from "~/ui/icons";
import { SavedInput } from "~/ui/SavedInput";
import { ContourLine } from "./ContourLine";
import classes from "./TaskPanel.module.css";

export function ShareRow(props: { row: AssignmentRow; task: TaskRow; edits: boolean }) {
  const { t } = useTranslation("task");
  const session = useSession();
  const { row, task, edits } = props;
  const { store } = session;
  const { project } = store;
  const resource = store.rows("resources").get(row.resource_id);
  const name = resource?.name ?? t("people.hidden");
  const works = !resource || resource.kind === "work";
  const follows = Math.round((task.duration * row.units) / FULL) + row.overtime_work;
  const minutes = (text: string) => parseDuration(text, project)?.minutes ?? -1;
  const wrong = (text: string) => (minutes(text) >= 0 ? "" : t("dates.durationWrong"));
  const odd = row.delay > 0 || row.overtime_work > 0;
  return (
    <li className={classes.share}>
      <div className={classes.shares}>
        <span className={classes.name} title={name}>
          {name}
        </span>
        {works ? (
          <SavedInput
            label={t("people.units", { name })}
            hideLabel
            value={`${row.units / 100} %`}
            disabled={!edits}
            check={(text) =>
              text !== "" && Number(text.replace("%", "").replace(",", ".")) >= 0
                ? ""
                : t("people.unitsWrong")
            }
            onSave={(text, seen) =>
              void updateAssignment(seenAt(session, seen), row.id, {
                units: Math.round(Number(text.replace("%", "").replace(",", ".")) * 100),
              })
            }
          />
        ) : (
          <SavedInput
            label={t("people.amount", { name })}
            hideLabel
            value={`${row.units / FULL}${resource.material_unit && ` ${resource.material_unit}`}`}
            disabled={!edits}
            check={(text) =>
              Number.isFinite(Number.parseFloat(text)) ? "" : t("people.amountWrong")
            }
            onSave={(text, seen) =>
              void updateAssignment(seenAt(session, seen), row.id, {
                units: Math.round(Number.parseFloat(text.replace(",", ".")) * FULL),
              })
            }
          />
        )}
        {works ? (
          <SavedInput
            label={t("people.workOf", { name })}
            hideLabel
            value={formatDuration(row.work ?? follows, "h", project)}
            disabled={!edits}
            check={(text) => (text === "" ? "" : wrong(text))}
            onSave={(text, seen) =>
              void updateAssignment(seenAt(session, seen), row.id, {
                work: text === "" ? null : minutes(text),
              })
            }
          />
        ) : (
          <span />
        )}
        {edits ? (
          <ActionIcon
            size={24}
            aria-label={t("people.remove", { name })}
            onClick={() => void unassign(session, row.id)}
          >
            <IconX size={14} />
          </ActionIcon>
        ) : (
          <span />
        )}
        <ContourLine
          row={row}
          work={works ? Math.max(0, (row.work ?? follows) - row.overtime_work) : null}
        />
        {works && (edits || odd) && (
          <details className={classes.shareMore} open={odd || undefined}>
            <summary>{t("people.more")}</summary>
            <div className={classes.grid}>
              <SavedInput
                label={t("people.delay")}
                value={formatDuration(row.delay, "h", project)}
                disabled={!edits}
                check={wrong}
                onSave={(text, seen) =>
                  void updateAssignment(seenAt(session, seen), row.id, { delay: minutes(text) })
                }
              />
              <SavedInput
                label={t("people.overtime")}
                value={formatDuration(row.overtime_work, "h", project)}
                disabled={!edits}
                check={wrong}
                onSave={(text, seen) =>
                  void updateAssignment(seenAt(session, seen), row.id, {
                    overtime_work: minutes(text),
                  })
                }
              />
            </div>
          </details>
        )}
      </div>
    </li>
  );
}

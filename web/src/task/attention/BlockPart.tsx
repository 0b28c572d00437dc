/** What blocks a task: why, since when, on whom or what it waits, and by when it was promised. */

import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { clearBlock, nudge } from "~/commands/attention";
import { canNudge } from "~/model/attention";
import { blockedDays, todayOf } from "~/model/blocks";
import { DAY } from "~/model/moments";
import type { BlocksRow } from "~/protocol/tables.generated";
import { useSession } from "~/store/react";
import { planDate } from "~/ui/dates";
import { IconAlertTriangle } from "~/ui/icons";
import { Part } from "../Part";
import classes from "./Attention.module.css";
import { BlockForm } from "./BlockForm";

export function BlockPart(props: {
  id: number;
  block: BlocksRow | undefined;
  onDone: () => void;
  onOpenTask: (id: number) => void;
}) {
  const { t } = useTranslation("attention");
  const session = useSession();
  const { id, block } = props;
  const [editing, setEditing] = useState(block === undefined);
  const may = session.store.may("plan.progress");
  if (!block || editing) {
    return (
      <Part title={t("block.title")}>
        <BlockForm
          id={id}
          block={block}
          onDone={() => {
            setEditing(false);
            props.onDone();
          }}
        />
      </Part>
    );
  }
  const today = todayOf(session.store);
  const late = block.promised !== null && block.promised < today;
  const waited = canNudge(session.store, block);
  return (
    <Part title={t("block.title")}>
      <div className={classes.blocked} data-late={late || undefined}>
        <p className={classes.headline}>
          <IconAlertTriangle size={16} stroke={1.8} />
          <strong>{t("block.age", { count: blockedDays(block, today) })}</strong>
          {block.since < today && (
            <span className="hw-dim">
              {t("block.since", { date: planDate(block.since * DAY) })}
            </span>
          )}
        </p>
        {block.reason && <p dir="auto">{block.reason}</p>}
        <WaitsFor block={block} onOpenTask={props.onOpenTask} />
        {block.promised !== null && (
          <p data-sign={late ? "late" : undefined}>
            {t(late ? "block.broken" : "block.promised", { date: planDate(block.promised * DAY) })}
          </p>
        )}
        {may && (
          <div className={classes.row}>
            <Button size="compact-sm" onClick={() => void clearBlock(session, id)}>
              {t("block.clear")}
            </Button>
            <Button size="compact-sm" variant="subtle" onClick={() => setEditing(true)}>
              {t("block.edit")}
            </Button>
            {waited && session.store.parentId === null && (
              <Button
                size="compact-sm"
                variant="subtle"
                disabled={block.nudged === today}
                onClick={() => void nudge(session, id)}
              >
                {t(block.nudged === today ? "block.nudged" : "block.nudge")}
              </Button>
            )}
          </div>
        )}
      </div>
    </Part>
  );
}

/** On whom or what it waits. */
export function WaitsFor(props: { block: BlocksRow; onOpenTask: (id: number) => void }) {
  const { t } = useTranslation("attention");
  const { store } = useSession();
  const { block, onOpenTask } = props;
  const other = block.waits_for_id;
  if (other !== null) {
    const task = store.task(other);
    return (
      <p>
        {t("block.waits")}{" "}
        {task ? (
          <button type="button" className={classes.link} onClick={() => onOpenTask(other)}>
            {task.name || t("block.unnamed")}
          </button>
        ) : (
          t("block.outside")
        )}
      </p>
    );
  }
  const resource = block.resource_id;
  const who =
    resource === null ? "" : (store.rows("resources").get(resource)?.name ?? t("block.outside"));
  const decides = block.kind === "decision" && who !== "";
  const what = block.kind === "decision" ? block.waits_for : who || block.waits_for;
  if (!what && !decides) return null;
  return (
    <p>
      {t(`block.waitsOn.${block.kind === "task" ? "other" : block.kind}`)} <bdi>{what}</bdi>
      {decides && <span className="hw-dim"> {t("block.decides", { name: who })}</span>}
    </p>
  );
}

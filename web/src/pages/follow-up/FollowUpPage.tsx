/** What a manager follows up: answers to accept, questions, what is blocked, who has not answered. */

import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { clearBlock, nudge } from "~/commands/attention";
import { usePanel } from "~/here/panel";
import { useHere } from "~/here/presence";
import { canNudge } from "~/model/attention";
import { blockedDays, blockOf, todayOf } from "~/model/blocks";
import { DAY } from "~/model/moments";
import type { TaskRow } from "~/protocol/tables.generated";
import { useRevision, useSession } from "~/store/react";
import { WaitsFor } from "~/task/attention/BlockPart";
import { ReplyRow } from "~/task/attention/Replies";
import { saidTo } from "~/task/attention/said";
import { planDate } from "~/ui/dates";
import { EmptyState } from "~/ui/EmptyState";
import { IconAlertTriangle } from "~/ui/icons";
import { Page, Section } from "~/ui/Page";
import { AskDialog } from "./AskDialog";
import { AskedList } from "./AskedList";
import classes from "./FollowUp.module.css";
import { TaskName } from "./TaskName";
import { WaitingList } from "./WaitingList";

export function FollowUpPage() {
  const { t } = useTranslation("attention");
  const { store } = useSession();
  useRevision();
  const panel = usePanel();
  useHere("follow-up", panel.task);
  const [asking, setAsking] = useState(false);
  const edits = store.may("plan.edit");
  const waiting = [...store.rows("update_answers").values()].filter(
    (row) => row.state === "waiting" && store.task(row.task_id),
  );
  const questions = [...store.rows("assignments").values()].filter((row) => {
    const said = saidTo(store, row.id);
    return said !== undefined && said.state !== "accepted" && said.answered_by === null;
  });
  const asked = [...store.rows("update_requests").values()];
  const blocked = blockedTasks(store);
  const nothing = !waiting.length && !questions.length && !asked.length && !blocked.length;
  return (
    <Page
      title={t("page.title")}
      of={store.project.name}
      level={2}
      actions={
        edits &&
        store.parentId === null && (
          <Button variant="filled" onClick={() => setAsking(true)}>
            {t("ask.do")}
          </Button>
        )
      }
    >
      {asking && <AskDialog onClose={() => setAsking(false)} />}
      {nothing && <EmptyState level={2} title={t("page.empty")} text={t("page.emptyText")} />}
      {waiting.length > 0 && (
        <Section title={t("page.waiting")} level={3}>
          <WaitingList rows={waiting} onOpen={panel.open} />
        </Section>
      )}
      {questions.length > 0 && (
        <Section title={t("page.questions")} level={3}>
          <ul className={classes.list}>
            {questions.map((row) => (
              <li key={row.id} className={classes.question}>
                <TaskName id={row.task_id} onOpen={panel.open} />
                <ul>
                  <ReplyRow row={row} />
                </ul>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {blocked.length > 0 && (
        <Section title={t("page.blocked")} level={3}>
          <ul className={classes.list}>
            {blocked.map((task) => (
              <BlockedRow key={task.id} task={task} onOpen={panel.open} />
            ))}
          </ul>
        </Section>
      )}
      {asked.length > 0 && (
        <Section title={t("page.asked")} level={3}>
          <AskedList rows={asked} />
        </Section>
      )}
    </Page>
  );
}

/** What is blocked: what was promised and did not come first, then the longest. */
function blockedTasks(store: ReturnType<typeof useSession>["store"]): TaskRow[] {
  const today = todayOf(store);
  const found = [...store.rows("blocks").values()].flatMap((block) => {
    const task = store.task(block.task_id);
    return task && blockOf(store, task) ? [{ task, block }] : [];
  });
  const broken = (at: (typeof found)[number]) =>
    at.block.promised !== null && at.block.promised < today ? 0 : 1;
  return found
    .sort((a, b) => broken(a) - broken(b) || a.block.since - b.block.since)
    .map(({ task }) => task);
}

function BlockedRow({ task, onOpen }: { task: TaskRow; onOpen: (id: number) => void }) {
  const { t } = useTranslation("attention");
  const session = useSession();
  const block = blockOf(session.store, task);
  if (!block) return null;
  const today = todayOf(session.store);
  const late = block.promised !== null && block.promised < today;
  const waited = canNudge(session.store, block);
  return (
    <li className={classes.item}>
      <div>
        <TaskName id={task.id} onOpen={onOpen} />
        {block.reason && <p dir="auto">{block.reason}</p>}
      </div>
      <div>
        <p className={classes.age}>
          <IconAlertTriangle size={14} stroke={1.8} />
          {t("block.age", { count: blockedDays(block, today) })}
        </p>
        <WaitsFor block={block} onOpenTask={onOpen} />
        {block.promised !== null && (
          <p data-sign={late ? "late" : undefined}>
            {t(late ? "block.broken" : "block.promised", { date: planDate(block.promised * DAY) })}
          </p>
        )}
      </div>
      {session.store.may("plan.progress") && (
        <div className={classes.deeds}>
          {waited && session.store.parentId === null && (
            <Button
              size="compact-sm"
              disabled={block.nudged === today}
              onClick={() => void nudge(session, task.id)}
            >
              {t(block.nudged === today ? "block.nudged" : "block.nudge")}
            </Button>
          )}
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => void clearBlock(session, task.id)}
          >
            {t("block.clear")}
          </Button>
        </div>
      )}
    </li>
  );
}

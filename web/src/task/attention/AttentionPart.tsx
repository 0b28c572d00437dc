/** What asks for attention on a task: what blocks it, what was said to being assigned, who watches. */

import { Button, NativeSelect } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { askForUpdate, watch } from "~/commands/attention";
import { blockOf } from "~/model/blocks";
import { useRevision, useSession } from "~/store/react";
import { IconPlus } from "~/ui/icons";
import { toasts } from "~/ui/toasts";
import classes from "./Attention.module.css";
import { BlockPart } from "./BlockPart";
import { Replies } from "./Replies";

export function AttentionPart(props: { id: number; onOpenTask: (id: number) => void }) {
  const { t } = useTranslation("attention");
  const { id } = props;
  const session = useSession();
  const { store } = session;
  useRevision();
  const [blocking, setBlocking] = useState(false);
  const task = store.task(id);
  if (!task) return null;
  const block = blockOf(store, task);
  const me = store.viewer.user_id;
  const project = store.parentId === null;
  const watchers = (store.index("watchers", "task_id").get(id) ?? []).flatMap(
    (key) => store.rows("watchers").get(key) ?? [],
  );
  const mine = watchers.find((row) => row.user_id === me);
  const assigned = assignedTo(store, id, me);
  const watching = mine?.watching ?? assigned;
  const others = watchers.filter((row) => row.watching && row.user_id !== me);
  const members = [...store.rows("members").values()];
  const nameOf = (user: number) => members.find((row) => row.user_id === user)?.name ?? "";
  const open = task.percent_complete < 100;

  const ask = async () => {
    const outcome = await askForUpdate(session, { task_id: id });
    if (outcome.ok) toasts.show({ text: t("ask.done") });
  };
  return (
    <>
      <div className={classes.offers}>
        {open && !block && !blocking && store.may("plan.progress") && (
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconPlus size={13} stroke={1.8} />}
            onClick={() => setBlocking(true)}
          >
            {t("block.say")}
          </Button>
        )}
        {project && open && store.may("plan.edit") && (
          <Button size="compact-xs" variant="default" onClick={() => void ask()}>
            {t("ask.do")}
          </Button>
        )}
        {project && store.may("members.read") && (
          <Button
            size="compact-xs"
            variant="default"
            aria-pressed={watching}
            onClick={() => void watch(session, id, !watching)}
          >
            {t(watching ? "watch.stop" : "watch.do")}
          </Button>
        )}
        {others.length > 0 && (
          <span className="hw-dim">
            {t("watch.others", { names: others.map((row) => nameOf(row.user_id)).join(", ") })}
          </span>
        )}
        {project && store.may("projects.manage") && (
          <NativeSelect
            size="xs"
            className={classes.add}
            aria-label={t("watch.add")}
            value=""
            data={[
              { value: "", label: t("watch.add") },
              ...members
                .filter((row) => row.role !== "guest" && row.user_id !== me)
                .filter((row) => !others.some((one) => one.user_id === row.user_id))
                .map((row) => ({ value: String(row.user_id), label: row.name })),
            ]}
            onChange={(event) => void watch(session, id, true, Number(event.currentTarget.value))}
          />
        )}
      </div>
      {(block || blocking) && (
        <BlockPart
          id={id}
          block={block}
          onDone={() => setBlocking(false)}
          onOpenTask={props.onOpenTask}
        />
      )}
      {project && <Replies id={id} />}
    </>
  );
}

/** Whether an account is assigned to a task, as far as the viewer sees who is who. */
function assignedTo(
  store: ReturnType<typeof useSession>["store"],
  id: number,
  user: number | null,
): boolean {
  const shares = store.rows("assignments");
  const people = store.rows("resources");
  return (store.index("assignments", "task_id").get(id) ?? []).some(
    (key) => user !== null && people.get(shares.get(key)?.resource_id ?? 0)?.user_id === user,
  );
}

/** What blocks a task: why, since when, on whom or what it waits, and by when it was promised. */

import { ActionIcon, Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { type BlockFields, clearBlock, nudge, setBlock } from "~/commands/attention";
import { mayClose } from "~/commands/run";
import { canNudge } from "~/model/attention";
import { blockedDays, todayOf } from "~/model/blocks";
import { DAY } from "~/model/moments";
import { isPerson } from "~/model/people";
import type { BlocksRow } from "~/protocol/tables.generated";
import { useSession } from "~/store/react";
import { fromDateInput, planDate, toDateInput } from "~/ui/dates";
import { IconAlertTriangle, IconX } from "~/ui/icons";
import { Part } from "../Part";
import { TaskSearch } from "../TaskSearch";
import classes from "./Attention.module.css";

const KINDS = ["person", "team", "task", "decision", "other"] as const;

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
  const name =
    block.resource_id === null
      ? block.waits_for
      : (store.rows("resources").get(block.resource_id)?.name ?? t("block.outside"));
  return name ? (
    <p>
      {t("block.waits")} <bdi>{name}</bdi>
    </p>
  ) : null;
}

function BlockForm(props: { id: number; block: BlocksRow | undefined; onDone: () => void }) {
  const { t } = useTranslation("attention");
  const session = useSession();
  const { store } = session;
  const { id, block } = props;
  const [kind, setKind] = useState<BlocksRow["kind"]>(block?.kind ?? "other");
  const [reason, setReason] = useState(block?.reason ?? "");
  const [words, setWords] = useState(block?.waits_for ?? "");
  const [who, setWho] = useState(block?.resource_id ?? null);
  const [other, setOther] = useState(block?.waits_for_id ?? null);
  const [since, setSince] = useState(toDateInput((block?.since ?? todayOf(store)) * DAY));
  const [promised, setPromised] = useState(
    block?.promised == null ? "" : toDateInput(block.promised * DAY),
  );
  const named = kind === "person" || kind === "team";
  // Whoever is left out of the list is said in words.
  const people = store.may("people.read")
    ? [...store.rows("resources").values()]
        .filter((row) => row.active && row.kind === "work" && row.category !== "equipment")
        .filter((row) => kind === "team" || isPerson(row) || row.id === who)
        .sort((a, b) => Number(isPerson(a)) - Number(isPerson(b)) || a.name.localeCompare(b.name))
    : [];
  const day = (value: string) => {
    const at = fromDateInput(value, 0);
    return at === null ? null : at / DAY;
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const fields: BlockFields = {
      reason: reason.trim(),
      kind,
      resource_id: named ? who : null,
      waits_for_id: kind === "task" ? other : null,
      waits_for: named && who !== null ? "" : kind === "task" ? "" : words.trim(),
      promised: day(promised),
    };
    const from = day(since);
    const outcome = setBlock(session, id, from === null ? fields : { ...fields, since: from });
    if (await mayClose(session, outcome)) props.onDone();
  };
  return (
    <form className={classes.form} onSubmit={(event) => void save(event)}>
      <Textarea
        label={t("block.reason")}
        autosize
        minRows={1}
        value={reason}
        maxLength={2000}
        data-autofocus
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <NativeSelect
        label={t("block.kind")}
        value={kind}
        data={KINDS.map((value) => ({ value, label: t(`block.kinds.${value}`) }))}
        onChange={(event) => setKind(event.currentTarget.value as BlocksRow["kind"])}
      />
      {named && people.length > 0 && (
        <NativeSelect
          label={t("block.who")}
          value={String(who ?? "")}
          data={[
            { value: "", label: t("block.nobody") },
            ...people.map((row) => ({ value: String(row.id), label: row.name })),
          ]}
          onChange={(event) => setWho(Number(event.currentTarget.value) || null)}
        />
      )}
      {kind === "task" && (
        <div>
          {other !== null && (
            <p className={classes.chosen}>
              <bdi>{store.task(other)?.name || t("block.unnamed")}</bdi>
              <ActionIcon size={24} aria-label={t("block.notThat")} onClick={() => setOther(null)}>
                <IconX size={14} />
              </ActionIcon>
            </p>
          )}
          <TaskSearch
            label={t(other === null ? "block.task" : "block.another")}
            exclude={new Set([id, ...(other === null ? [] : [other])])}
            onChoose={setOther}
          />
        </div>
      )}
      {kind !== "task" && !(named && who !== null) && (
        <TextInput
          label={t(`block.words.${kind}`)}
          value={words}
          maxLength={200}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      )}
      <div className={classes.pair}>
        <TextInput
          type="date"
          label={t("block.from")}
          value={since}
          onChange={(event) => setSince(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t("block.by")}
          value={promised}
          onChange={(event) => setPromised(event.currentTarget.value)}
        />
      </div>
      <div className={classes.row}>
        <Button type="submit" size="compact-sm" variant="filled">
          {t("block.save")}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={props.onDone}>
          {t("cancel")}
        </Button>
      </div>
    </form>
  );
}

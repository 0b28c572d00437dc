/** Says what a task waits for: a person, a team, a vendor, a decision, another task, or something else. */

import { ActionIcon, Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { addResource } from "~/commands";
import { type BlockFields, setBlock } from "~/commands/attention";
import { mayClose } from "~/commands/run";
import { todayOf } from "~/model/blocks";
import { DAY } from "~/model/moments";
import { isPerson } from "~/model/people";
import type { BlocksRow, ResourceRow } from "~/protocol/tables.generated";
import { useSession } from "~/store/react";
import type { ProjectSession, ProjectStore } from "~/store/types";
import { fromDateInput, toDateInput } from "~/ui/dates";
import { IconX } from "~/ui/icons";
import { TaskSearch } from "../TaskSearch";
import classes from "./Attention.module.css";

const KINDS = ["person", "team", "vendor", "decision", "task", "other"] as const;
/** Those behind which somebody of the workspace's people stands. */
const SORTS = ["person", "team", "vendor", "decision"] as const;
type Sort = (typeof SORTS)[number];

export function BlockForm(props: { id: number; block: BlocksRow | undefined; onDone: () => void }) {
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
  const sort: Sort | null = SORTS.find((one) => one === kind) ?? null;
  const registers =
    kind === "vendor" &&
    who === null &&
    store.may("people.edit") &&
    session.connection() !== "offline";
  // A list is offered to who sees people; whoever is not in it is said in words.
  const offered = sort !== null && store.may("people.read") ? offeredFor(store, sort, who) : [];
  const inWords = kind !== "task" && (kind === "decision" || who === null);
  const day = (value: string) => {
    const at = fromDateInput(value, 0);
    return at === null ? null : at / DAY;
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const name = words.trim();
    const added = registers && name !== "" ? await registered(session, name) : null;
    const resource = sort === null ? null : (who ?? added);
    const fields: BlockFields = {
      reason: reason.trim(),
      kind,
      resource_id: resource,
      waits_for_id: kind === "task" ? other : null,
      waits_for: kind === "decision" || (kind !== "task" && resource === null) ? name : "",
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
        onChange={(event) => {
          setKind(event.currentTarget.value as BlocksRow["kind"]);
          // Of another kind it is somebody else, by another name.
          setWho(null);
          setWords("");
        }}
      />
      {sort !== null && offered.length > 0 && (
        <NativeSelect
          label={t(`block.who.${sort}`)}
          value={String(who ?? "")}
          data={[
            { value: "", label: t(kind === "vendor" ? "block.anotherVendor" : "block.nobody") },
            ...offered.map((row) => ({ value: String(row.id), label: row.name })),
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
      {inWords && (
        <TextInput
          label={t(`block.words.${kind}`)}
          description={registers && words.trim() !== "" ? t("block.registered") : undefined}
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

/** The resources that it may wait for; the one that is chosen stays in the list. */
function offeredFor(store: ProjectStore, sort: Sort, chosen: number | null): ResourceRow[] {
  const fits = (row: ResourceRow): boolean => {
    if (row.id === chosen) return true;
    if (!row.active || row.kind !== "work") return false;
    if (sort === "vendor") return row.category === "vendor";
    if (sort !== "team") return isPerson(row);
    return row.category !== "vendor" && row.category !== "equipment" && !isPerson(row);
  };
  return [...store.rows("resources").values()]
    .filter(fits)
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** Milliseconds after which a vendor who is not added yet is said in words. */
const SLOW = 8_000;

/** The key of a vendor of that name, who is added where there is none; null: it stays with words. */
async function registered(session: ProjectSession, name: string): Promise<number | null> {
  const known = [...session.store.rows("resources").values()].find(
    (row) =>
      row.active && row.category === "vendor" && row.name.toLowerCase() === name.toLowerCase(),
  );
  if (known) return known.id;
  const late = new Promise<null>((resolve) => setTimeout(resolve, SLOW, null));
  const made = await Promise.race([addResource(session, { name, category: "vendor" }), late]);
  return made?.ok ? (made.created.resources?.[0] ?? null) : null;
}

/** Sets chosen fields of several tasks as one change, and says before what cannot be set, and why. */

import { ActionIcon, Button, Modal, MultiSelect, NativeSelect, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { run } from "~/commands";
import { useTellChange } from "~/here/undo";
import { finishWith } from "~/model/figures";
import { namedOptions, namesText } from "~/model/optionText";
import { useRevision, useSession, useSessionState } from "~/store/react";
import { planDate } from "~/ui/dates";
import { IconX } from "~/ui/icons";
import { columnName } from "../parts/HeaderRow";
import { Reading } from "../reading";
import classes from "./Bulk.module.css";
import { type Offer, offersFor } from "./offers";
import { type Checked, type Choice, checked, JOIN, LEAVE, type Left, planned } from "./planned";

/** Stands in lists for "set to nothing", which no name is. */
const NOTHING = "\u0000";
/** Milliseconds after the last change until the server is asked. */
const SETTLE = 250;
/** Names that a reason is told with. */
const NAMED = 3;

export function BulkDialog({ ids, onClose }: { ids: readonly number[]; onClose: () => void }) {
  const { t } = useTranslation(["bulk", "shell"]);
  const { t: words } = useTranslation("grid");
  const session = useSession();
  const tell = useTellChange();
  const { store } = session;
  const revision = useRevision();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the store is another one a revision
  const reading = useMemo(() => new Reading(store), [store, revision]);
  const name = (column: string): string => {
    if (column === JOIN || column === LEAVE) return t(column === JOIN ? "join" : "leave");
    const title = store.rows("custom_fields").get(Number(column.slice(7)))?.name;
    return columnName(title === undefined ? { key: column } : { key: column, title }, words);
  };
  const offers = offersFor(reading, name);
  const [choices, setChoices] = useState<readonly Choice[]>([]);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState("");
  const list = useRef<HTMLDivElement>(null);

  // What says nothing yet is not asked about; "" is to empty a field only where one said so.
  const said = choices.flatMap(({ column, text }) =>
    text === "" ? [] : [{ column, text: text === NOTHING ? "" : text }],
  );
  const [settled] = useDebouncedValue(JSON.stringify(said), SETTLE);
  const asking = settled !== JSON.stringify(said);
  const found = useChecked(ids, settled, reading);
  const ready = said.length > 0 && !asking && found !== null;
  const count = new Set(found?.parts.flatMap((part) => part.ids)).size;

  function set(column: string, text: string): void {
    setRefused("");
    setChoices(choices.map((one) => (one.column === column ? { column, text } : one)));
  }

  async function apply(): Promise<void> {
    if (!ready || count === 0) return;
    setBusy(true);
    const steps = found.parts.map((part) => part.step);
    const outcome = await run(session, steps);
    setBusy(false);
    if (!outcome.ok) {
      setRefused(outcome.problem.detail);
      return;
    }
    onClose();
    tell(outcome.changeset?.id, { tone: "good", text: t("done", { count }) });
  }

  const open = offers.filter((one) => !choices.some(({ column }) => column === one.column));
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("title", { count: ids.length })}
      size={560}
      closeButtonProps={{ "aria-label": t("shell:close") }}
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          void apply();
        }}
      >
        <div className={classes.fields} ref={list}>
          {choices.map((choice) => {
            const offer = offers.find((one) => one.column === choice.column);
            return (
              offer && (
                <div key={choice.column} className={classes.field}>
                  <Value
                    offer={offer}
                    text={choice.text}
                    onText={(text) => set(offer.column, text)}
                  />
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    className={classes.remove}
                    aria-label={t("leaveAlone", { name: offer.name })}
                    title={t("leaveAlone", { name: offer.name })}
                    onClick={() =>
                      setChoices(choices.filter(({ column }) => column !== offer.column))
                    }
                  >
                    <IconX size={16} />
                  </ActionIcon>
                </div>
              )
            );
          })}
        </div>
        {open.length > 0 && (
          <NativeSelect
            // What is chosen becomes a field of its own, and the list offers the others.
            key={choices.length}
            label={t(choices.length === 0 ? "first" : "next")}
            data-autofocus
            value=""
            data={[
              { value: "", label: t("choose"), disabled: true },
              ...open.map((one) => ({ value: one.column, label: one.name })),
            ]}
            onChange={(event) => {
              const column = event.currentTarget.value;
              setChoices([...choices, { column, text: "" }]);
              requestAnimationFrame(() => lastField(list.current)?.focus());
            }}
          />
        )}
        <div className={classes.told} role="status">
          {said.length > 0 && (
            <Told found={asking ? null : found} count={count} total={ids.length} name={name} />
          )}
        </div>
        {refused && (
          <p className={classes.refused} role="alert">
            {refused}
          </p>
        )}
        <div className={classes.end}>
          <Button variant="subtle" color="gray" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" variant="filled" disabled={!ready || count === 0} loading={busy}>
            {count > 0 && ready ? t("set", { count }) : t("setNone")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function lastField(within: HTMLElement | null): HTMLElement | undefined {
  return [...(within?.querySelectorAll<HTMLElement>("input:not([type=hidden]), select") ?? [])].at(
    -1,
  );
}

/** What the choices come to, as the server sees it; null while it is asked. */
function useChecked(ids: readonly number[], said: string, reading: Reading): Checked | null {
  const session = useSession();
  const [found, setFound] = useState<{ of: string; at: Reading; is: Checked } | null>(null);
  useEffect(() => {
    const choices = JSON.parse(said) as Choice[];
    if (choices.length === 0) return;
    let left = false;
    let wait: ReturnType<typeof setTimeout> | undefined;
    const ask = async (): Promise<void> => {
      const is = await checked(planned(ids, choices, reading, session), session).catch(() => null);
      if (left) return;
      if (is) setFound({ of: said, at: reading, is });
      // A drag of somebody here asked for its own preview meanwhile, or the server is away.
      else wait = setTimeout(() => void ask(), session.connection() === "offline" ? 3000 : 500);
    };
    void ask();
    return () => {
      left = true;
      clearTimeout(wait);
    };
  }, [ids, said, reading, session]);
  return found?.of === said && found.at === reading ? found.is : null;
}

function Value(props: { offer: Offer; text: string; onText: (text: string) => void }) {
  const { offer, text, onText } = props;
  const { t } = useTranslation("bulk");
  const { name, kind, options, empties } = offer;
  if (kind === "one") {
    return (
      <NativeSelect
        className={classes.value}
        label={name}
        value={text}
        data={[
          { value: "", label: t("choose"), disabled: true },
          ...options.map((value) => ({ value, label: value })),
          ...(empties ? [{ value: NOTHING, label: t("nothing") }] : []),
        ]}
        onChange={(event) => onText(event.currentTarget.value)}
      />
    );
  }
  if (kind === "several") {
    // People are by line, for names hold commas; options of a field are typed as in its cells.
    const typed = offer.column.startsWith("custom:");
    const named = options.map((one) => ({ id: one, name: one }));
    const read = (of: string) => (typed ? (namedOptions(of, named, true) ?? []) : of.split("\n"));
    return (
      <MultiSelect
        className={classes.value}
        label={name}
        searchable
        data={[...options]}
        value={text === "" || text === NOTHING ? [] : read(text)}
        nothingFoundMessage={t("noSuch")}
        comboboxProps={{ withinPortal: true }}
        onChange={(values) => onText(typed ? namesText(values, options) : values.join("\n"))}
        {...(empties ? { description: <Empty text={text} onText={onText} /> } : {})}
      />
    );
  }
  return (
    <TextInput
      className={classes.value}
      label={name}
      value={text === NOTHING ? "" : text}
      placeholder={t(`typed.${offer.column}`, { defaultValue: "" })}
      autoComplete="off"
      onChange={(event) => onText(event.currentTarget.value)}
      {...(empties ? { description: <Empty text={text} onText={onText} /> } : {})}
    />
  );
}

/** Empties a field, and says that it will. */
function Empty({ text, onText }: { text: string; onText: (text: string) => void }) {
  const { t } = useTranslation("bulk");
  const on = text === NOTHING;
  return (
    <button
      type="button"
      className={classes.empty}
      aria-pressed={on}
      onClick={() => onText(on ? "" : NOTHING)}
    >
      {t(on ? "willBeEmpty" : "makeEmpty")}
    </button>
  );
}

function Told(props: {
  found: Checked | null;
  count: number;
  total: number;
  name: (column: string) => string;
}) {
  const { found, count, total, name } = props;
  const { t } = useTranslation("bulk");
  const { store } = useSession();
  const away = useSessionState((session) => session.connection() === "offline");
  if (!found) return <p>{t(away ? "away" : "asking")}</p>;
  if (found.refused) return <p>{t(`refused.${found.refused}`)}</p>;
  const before = finishWith(store, new Map());
  const after = found.dates && count > 0 ? finishWith(store, found.dates) : before;
  return (
    <>
      <p>
        {t(count === 0 ? "noneChange" : "change", { count, total })}
        {after !== null && before !== null && after !== before && (
          <span className="hw-num">
            {" "}
            {t("finish", { before: planDate(before), after: planDate(after) })}
          </span>
        )}
      </p>
      {found.left.length > 0 && (
        <ul className={classes.left} aria-label={t("left")}>
          {found.left.map((one) => (
            <li key={`${one.column} ${one.reason}`}>
              <b>{t("leftOf", { name: name(one.column), tasks: tasksOf(one) })}</b> {one.reason}
            </li>
          ))}
        </ul>
      )}
    </>
  );

  function tasksOf({ ids }: Left): string {
    const names = ids.slice(0, NAMED).map((id) => `“${store.task(id)?.name ?? ""}”`);
    const more = ids.length - names.length;
    return more > 0 ? t("andMore", { names: names.join(", "), count: more }) : names.join(", ");
  }
}

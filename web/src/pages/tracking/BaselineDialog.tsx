/** Baselines of a project: save the plan as it is, name, compare, clear. */

import { Button, Checkbox, Modal, NativeSelect, Radio, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { clearBaseline, renameBaseline, saveBaseline } from "~/commands";
import type { Tables } from "~/protocol/tables.generated";
import { useSession, useStore } from "~/store/react";
import { seenAt } from "~/store/seen";
import { instant } from "~/ui/dates";
import { IconTrash } from "~/ui/icons";
import { SavedInput } from "~/ui/SavedInput";
import classes from "./Tracking.module.css";

const NUMBERS = Array.from({ length: 11 }, (_, number) => number);
type Row = Tables["baselines"];

export function BaselineDialog(props: { ids: readonly number[] | null; onClose: () => void }) {
  const { t } = useTranslation("tracking");
  const rows = useStore((store) => store.rows("baselines"));
  const saved = [...rows.values()].sort((a, b) => a.number - b.number);
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t("baselines.title")}
      size="lg"
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <div className={classes.dialog}>
        {saved.length > 0 && <BaselineList saved={saved} />}
        <SaveForm ids={props.ids} saved={saved} onClose={props.onClose} />
      </div>
    </Modal>
  );
}

/** The saved ones: which is compared, its name, and away with it. */
export function BaselineList({ saved }: { saved: readonly Row[] }) {
  const { t } = useTranslation("tracking");
  const session = useSession();
  const edits = useStore((store) => store.may("plan.edit"));
  const compared = useStore((store) => store.baseline?.number);
  return (
    <ul className={classes.saved} aria-label={t("baselines.saved")}>
      {saved.map((row) => {
        const words = t("baselines.number", { number: row.number });
        return (
          <li key={row.id}>
            <Radio
              aria-label={t("baselines.compare", { name: row.name || words })}
              title={t("baselines.compare", { name: row.name || words })}
              name="compared"
              checked={row.number === compared}
              onChange={() => session.store.compareWith(row.number)}
            />
            <SavedInput
              label={t("baselines.nameOf", { number: row.number })}
              hideLabel
              placeholder={words}
              value={row.name}
              maxLength={200}
              disabled={!edits}
              onSave={(name, seen) => void renameBaseline(seenAt(session, seen), row.number, name)}
            />
            <span className="hw-dim">
              {words} · {row.taken_at ? instant(row.taken_at) : "–"}
            </span>
            {edits && (
              <Button
                size="compact-xs"
                variant="subtle"
                aria-label={t("baselines.clear", { name: row.name || words })}
                title={t("baselines.clear", { name: row.name || words })}
                onClick={() => void clearBaseline(session, row.number)}
              >
                <IconTrash size={15} stroke={1.6} />
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function SaveForm(props: {
  ids: readonly number[] | null;
  saved: readonly Row[];
  onClose: () => void;
}) {
  const { t } = useTranslation("tracking");
  const session = useSession();
  const { ids, saved } = props;
  const free = NUMBERS.find((number) => !saved.some((row) => row.number === number)) ?? 0;
  const [number, setNumber] = useState(ids ? (session.store.baseline?.number ?? 0) : free);
  const [name, setName] = useState("");
  const [part, setPart] = useState(ids !== null);
  const [rollUp, setRollUp] = useState(true);
  const [sending, setSending] = useState(false);
  const there = saved.find((row) => row.number === number);
  const save = (event: FormEvent) => {
    event.preventDefault();
    setSending(true);
    const named = name.trim() === "" ? {} : { name: name.trim() };
    const chosen = part && ids ? { ids, rollUp } : {};
    void saveBaseline(session, number, { ...named, ...chosen }).then((outcome) => {
      setSending(false);
      if (outcome.ok) props.onClose();
    });
  };
  return (
    <form className={classes.dialog} onSubmit={save} aria-label={t("baselines.save")}>
      <NativeSelect
        label={t("baselines.as")}
        value={String(number)}
        onChange={(event) => setNumber(Number(event.currentTarget.value))}
        data={NUMBERS.map((one) => {
          const row = saved.find((other) => other.number === one);
          const words = t("baselines.number", { number: one });
          return {
            value: String(one),
            label: row
              ? `${words}${row.name ? ` · ${row.name}` : ""}`
              : `${words} · ${t("baselines.free")}`,
          };
        })}
      />
      <TextInput
        label={t("baselines.name")}
        placeholder={there?.name || t("baselines.namePlaceholder")}
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {ids !== null && (
        <Radio.Group
          label={t("baselines.what")}
          value={part ? "part" : "whole"}
          onChange={(value) => setPart(value === "part")}
        >
          <Radio value="part" label={t("baselines.part", { count: ids.length })} mt={4} />
          <Radio value="whole" label={t("baselines.whole")} mt={4} />
        </Radio.Group>
      )}
      {part && (
        <Checkbox
          label={t("baselines.rollUp")}
          description={t("baselines.rollUpText")}
          checked={rollUp}
          onChange={(event) => setRollUp(event.currentTarget.checked)}
        />
      )}
      {there && (
        <p className={classes.warning}>
          {t(part ? "baselines.overPart" : "baselines.over", {
            name: there.name || t("baselines.number", { number }),
            at: there.taken_at ? instant(there.taken_at) : "–",
          })}
        </p>
      )}
      <div className={classes.buttons}>
        <Button onClick={props.onClose}>{t("cancel")}</Button>
        <Button type="submit" variant="filled" loading={sending}>
          {t(there ? "baselines.saveOver" : "baselines.save")}
        </Button>
      </div>
    </form>
  );
}

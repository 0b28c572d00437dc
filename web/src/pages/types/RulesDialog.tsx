/** What is done to a card that enters a column. */

import { ActionIcon, Button, Modal, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { addRule, deleteRule, type RuleDefinition } from "~/commands/types";
import { customText, type FieldOption, fieldOptions, fieldsOf } from "~/model/custom";
import { isPerson } from "~/model/people";
import { PRIORITIES, type Priority, priorityOf, priorityValue } from "~/model/workflow";
import { readInitial } from "~/pages/fields/Initial";
import type { Tables } from "~/protocol/tables.generated";
import { useRevision, useSession } from "~/store/react";
import { locale } from "~/text/locale";
import { IconTrash } from "~/ui/icons";
import { useNeeded } from "./needed";
import classes from "./Types.module.css";

type Rule = Tables["column_rules"];
const ACTIONS: readonly Rule["action"][] = ["assign", "set", "unblock", "require"];

export function RulesDialog({ status, onClose }: { status: number; onClose: () => void }) {
  const { t } = useTranslation(["types", "board"]);
  const session = useSession();
  const { store } = session;
  useRevision();
  const name = store.rows("statuses").get(status)?.name ?? "";
  const rules = [...store.rows("column_rules").values()].filter((one) => one.status_id === status);
  const tell = useTold();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("rulesTitle", { name })}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <p className={classes.empty}>{t("rulesEmpty", { name })}</p>
      <ul className={classes.list} aria-label={t("rulesList")}>
        {rules.map((rule) => (
          <li key={rule.id}>
            <span className={classes.told}>{tell(rule)}</span>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t("ruleRemove", { name: tell(rule) })}
              onClick={() => void deleteRule(session, rule.id)}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <NewRule status={status} />
    </Modal>
  );
}

/** A rule in words. */
function useTold(): (rule: Rule) => string {
  const { t } = useTranslation(["types", "board", "grid"]);
  const { store } = useSession();
  const needed = useNeeded(fieldsOf(store));
  return (rule) => {
    const custom = store.rows("custom_fields").get(Number(rule.field.replace("custom-", "")));
    const named = needed.find((one) => one.value === rule.field)?.label;
    const field = rule.field === "priority" ? t("priority") : (named ?? rule.field);
    const value =
      rule.field === "priority"
        ? t(`board:priority.${priorityOf(Number(rule.value))}`)
        : custom
          ? customText(custom, rule.value, store, t("grid:yes"), locale())
          : "";
    const who = store.rows("resources").get(Number(rule.value))?.name ?? t("gone");
    return t(`told.${rule.action}`, { who, field, value });
  };
}

function NewRule({ status }: { status: number }) {
  const { t } = useTranslation(["types", "board", "grid"]);
  const session = useSession();
  const { store } = session;
  const needed = useNeeded(fieldsOf(store));
  const people = [...store.rows("resources").values()].filter(isPerson);
  const custom = fieldsOf(store).filter((one) => one.type !== "formula");
  const [action, setAction] = useState<Rule["action"]>("assign");
  const [field, setField] = useState("priority");
  const [value, setValue] = useState("");
  const [wrong, setWrong] = useState("");
  const row = store.rows("custom_fields").get(Number(field.replace("custom-", "")));
  const options: readonly FieldOption[] = row ? fieldOptions(row) : [];
  const listed =
    field === "priority"
      ? PRIORITIES.map((one) => ({ value: one as string, label: t(`board:priority.${one}`) }))
      : row?.type === "flag"
        ? [{ value: "yes", label: t("grid:yes") }]
        : row?.type === "person"
          ? people.map((one) => ({ value: one.name, label: one.name }))
          : options.length
            ? options.map((one) => ({ value: one.name, label: one.name }))
            : null;

  function fields(): RuleDefinition | null {
    if (action === "unblock") return { action };
    if (action === "require") return { action, field: field === "priority" ? "assignee" : field };
    if (action === "assign") {
      const who = Number(value || people[0]?.id);
      return Number.isFinite(who) ? { action, value: who } : null;
    }
    const text = value || (listed?.[0]?.value ?? "");
    if (field === "priority") return { action, field, value: priorityValue(text as Priority) };
    const found = row ? readInitial(row.type, text, options, store) : undefined;
    return found === undefined || found === null ? null : { action, field, value: found };
  }

  async function add(): Promise<void> {
    const wanted = fields();
    if (!wanted) return setWrong(t("ruleWrong"));
    const outcome = await addRule(session, status, wanted);
    setWrong(outcome.ok ? "" : outcome.problem.detail);
    if (outcome.ok) setValue("");
  }

  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <NativeSelect
        label={t("ruleAction")}
        value={action}
        data={ACTIONS.map((one) => ({ value: one, label: t(`actions.${one}`) }))}
        onChange={(event) => {
          const next = event.currentTarget.value as Rule["action"];
          setAction(next);
          setField(next === "require" ? "assignee" : "priority");
          setValue("");
          setWrong("");
        }}
      />
      {action === "assign" && (
        <NativeSelect
          label={t("ruleWho")}
          value={value}
          data={people.map((one) => ({ value: String(one.id), label: one.name }))}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
      )}
      {(action === "set" || action === "require") && (
        <NativeSelect
          label={t("ruleField")}
          value={field}
          data={
            action === "require"
              ? needed
              : [
                  { value: "priority", label: t("priority") },
                  ...custom.map((one) => ({ value: `custom-${one.id}`, label: one.name })),
                ]
          }
          onChange={(event) => {
            setField(event.currentTarget.value);
            setValue("");
          }}
        />
      )}
      {action === "set" &&
        (listed ? (
          <NativeSelect
            label={t("ruleValue")}
            value={value || (listed[0]?.value ?? "")}
            data={listed}
            onChange={(event) => setValue(event.currentTarget.value)}
          />
        ) : (
          <TextInput
            label={t("ruleValue")}
            value={value}
            onChange={(event) => setValue(event.currentTarget.value)}
          />
        ))}
      {wrong && (
        <p className={classes.refused} role="alert">
          {wrong}
        </p>
      )}
      <Button type="submit">{t("ruleAdd")}</Button>
    </form>
  );
}

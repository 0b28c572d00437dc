/** One condition, to be changed: its operator and its value, whatever its field holds. */

import { NativeSelect, TextInput } from "@mantine/core";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { BARE_OPS, type Condition, type Op } from "~/model/filters";
import { NAMED_SPANS } from "~/model/filters-dates";
import { OPS_OF, type TaskField, type TaskFields } from "~/model/filters-fields";
import { ME, NOBODY, problemOf } from "~/model/filters-match";
import { toIso } from "~/model/moments";
import { type Pick, PickList } from "./PickList";
import { choiceName, fieldName, opName, spanName, taskName, valueName } from "./words";

interface ConditionEditorProps {
  readonly condition: Condition;
  readonly fields: TaskFields;
  /** In a row with others: the value of a choice opens on demand. */
  readonly inline?: boolean;
  onChange(condition: Condition): void;
  /** Enter in a field: that is it. */
  onDone?(): void;
}

/** A condition on a field as it begins. */
export function firstCondition(field: TaskField): Condition {
  const [op = "is"] = OPS_OF[field.kind];
  const first: Partial<Record<TaskField["kind"], string[]>> = {
    flag: ["yes"],
    date: ["this-week"],
  };
  return { field: field.key, op, values: first[field.kind] ?? [] };
}

export function ConditionEditor(props: ConditionEditorProps) {
  const { condition, fields, inline, onChange, onDone } = props;
  const { t } = useTranslation("filter");
  const editor = useRef<HTMLDivElement>(null);
  // Where it opens in place of something else, the keyboard goes on in its value.
  useEffect(() => {
    if (!inline) editor.current?.querySelector<HTMLElement>("[data-autofocus]")?.focus();
  }, [inline]);
  const field = fields.get(condition.field);
  if (!field) return <p className="hwf-note">{fieldName(condition.field, fields)}</p>;
  const ops = OPS_OF[field.kind];
  const name = fieldName(field.key, fields);
  return (
    <div ref={editor} className="hwf-editor" data-inline={inline || undefined}>
      {ops.length > 1 && (
        <NativeSelect
          aria-label={t("opOf", { name })}
          value={condition.op}
          data={ops.map((op) => ({ value: op, label: opName(op, field) }))}
          data-autofocus={BARE_OPS.has(condition.op) || undefined}
          onChange={(event) => {
            const op = event.currentTarget.value as Op;
            onChange({ ...condition, op, values: BARE_OPS.has(op) ? [] : condition.values });
          }}
        />
      )}
      {!BARE_OPS.has(condition.op) && (
        <Value
          key={`${condition.field} ${condition.op}`}
          {...{ condition, fields, field, name, onChange, onDone }}
          inline={inline ?? false}
        />
      )}
    </div>
  );
}

interface ValueProps {
  readonly condition: Condition;
  readonly fields: TaskFields;
  readonly field: TaskField;
  readonly name: string;
  readonly inline: boolean;
  onChange(condition: Condition): void;
  onDone?: (() => void) | undefined;
}

function Value(props: ValueProps) {
  const { condition, field, name, onChange, onDone } = props;
  const { t } = useTranslation("filter");
  const set = (values: readonly string[]) => onChange({ ...condition, values });
  const label = t("valueOf", { name });
  switch (field.kind) {
    case "flag":
      return (
        <NativeSelect
          aria-label={label}
          value={condition.values[0] ?? "yes"}
          data={[
            { value: "yes", label: t("yes") },
            { value: "no", label: t("no") },
          ]}
          data-autofocus
          onChange={(event) => set([event.currentTarget.value])}
          onKeyDown={done(onDone)}
        />
      );
    case "choice":
    case "people":
    case "account":
    case "task":
      return <Choices {...props} set={set} label={label} />;
    case "date":
      return <Span word={condition.values[0] ?? ""} {...{ label, set, onDone }} />;
    default:
      return <Typed {...props} set={set} label={label} />;
  }
}

function done(onDone: (() => void) | undefined) {
  return (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onDone?.();
  };
}

/** Text and figures: what is typed holds from the first letter on; what is no figure is said. */
function Typed(props: ValueProps & { label: string; set(values: readonly string[]): void }) {
  const { condition, field, fields, label, set, onDone } = props;
  const { t } = useTranslation("filter");
  const [text, setText] = useState(condition.values.join(", "));
  const wrong = text !== "" && problemOf(condition, fields) === "value";
  const several = condition.op === "eq" || condition.op === "ne";
  return (
    <TextInput
      aria-label={label}
      value={text}
      placeholder={t(`typed.${field.kind}` as "typed.text")}
      error={wrong ? t(`wrong.${field.kind}` as "wrong.number", { text }) : undefined}
      data-autofocus
      onChange={(event) => {
        const next = event.currentTarget.value;
        setText(next);
        const parts = several ? next.split(/[;,]\s+|;/) : [next];
        set(parts.map((part) => part.trim()).filter((part) => part !== ""));
      }}
      onKeyDown={done(onDone)}
    />
  );
}

/** Any of several choices; in a row with others the list opens on demand. */
function Choices(props: ValueProps & { label: string; set(values: readonly string[]): void }) {
  const { condition, field, fields, inline, label, set } = props;
  const { t } = useTranslation("filter");
  const [open, setOpen] = useState(!inline);
  const options = choicesOf(field, fields, t("me"), t("nobody"));
  const { values } = condition;
  const list = (
    <PickList
      label={label}
      options={options}
      chosen={values}
      onPick={(value) =>
        set(values.includes(value) ? values.filter((one) => one !== value) : [...values, value])
      }
    />
  );
  if (!inline) return list;
  const words = values.map((value) => valueName(field, value, fields)).join(t("or"));
  return (
    <div className="hwf-inline">
      <button
        type="button"
        className="hwf-value"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {words || t("choose")}
      </button>
      {open && list}
    </div>
  );
}

function choicesOf(field: TaskField, fields: TaskFields, me: string, nobody: string): Pick[] {
  if (field.kind === "task") {
    return fields.store.outline().map(({ id }) => ({
      value: String(id),
      label: taskName(String(id), fields),
    }));
  }
  if (field.kind === "account") {
    const members = [...fields.store.rows("members").values()]
      .sort((a, b) => a.name.localeCompare(b.name))
      .map((row) => ({ value: String(row.user_id), label: row.name }));
    return [{ value: ME, label: me }, ...members];
  }
  if (field.kind === "people") {
    const people = [...fields.store.rows("resources").values()]
      .filter((row) => row.active)
      .sort((a, b) => a.name.localeCompare(b.name))
      .map((row) => ({ value: String(row.id), label: row.name }));
    return [{ value: ME, label: me }, { value: NOBODY, label: nobody }, ...people];
  }
  return (field.options ?? []).map((value) => ({ value, label: choiceName(field, value, fields) }));
}

const UNITS = ["d", "w", "mo"] as const;

/** A span of days: one with a name, so many from or up to today, a day, or from one to another. */
function Span(props: {
  word: string;
  label: string;
  set(values: readonly string[]): void;
  onDone?: (() => void) | undefined;
}) {
  const { word, label, set, onDone } = props;
  const { t } = useTranslation("filter");
  const counted = /^(next|last)-(\d+)(d|w|mo)$/.exec(word);
  const [first = "", last] = word.split("..");
  const kind = counted
    ? (counted[1] as string)
    : last !== undefined
      ? "range"
      : /^\d/.test(word)
        ? "day"
        : word;
  const today = toIso(Math.floor(Date.now() / 60_000)).slice(0, 10);
  const choose = (next: string): void => {
    const begins: Record<string, string> = {
      next: "next-14d",
      last: "last-14d",
      day: today,
      range: `${today}..${today}`,
    };
    set([begins[next] ?? next]);
  };
  return (
    <div className="hwf-span">
      <NativeSelect
        aria-label={label}
        value={kind}
        data={[
          ...NAMED_SPANS.map((value) => ({ value, label: spanName(value) })),
          ...(["next", "last", "day", "range"] as const).map((value) => ({
            value,
            label: t(`spans.${value}`),
          })),
        ]}
        data-autofocus
        onChange={(event) => choose(event.currentTarget.value)}
        onKeyDown={done(onDone)}
      />
      {counted && (
        <>
          <TextInput
            aria-label={t("spans.count")}
            className="hwf-count"
            inputMode="numeric"
            defaultValue={counted[2]}
            onChange={(event) => {
              const count = Number(event.currentTarget.value);
              if (Number.isInteger(count) && count > 0 && count < 10_000) {
                set([`${counted[1]}-${count}${counted[3]}`]);
              }
            }}
            onKeyDown={done(onDone)}
          />
          <NativeSelect
            aria-label={t("spans.unit")}
            value={counted[3]}
            data={UNITS.map((unit) => ({ value: unit, label: t(`spans.units.${unit}`) }))}
            onChange={(event) => set([`${counted[1]}-${counted[2]}${event.currentTarget.value}`])}
          />
        </>
      )}
      {kind === "day" && (
        <TextInput
          type="date"
          aria-label={t("spans.date")}
          value={word}
          onChange={(event) => event.currentTarget.value && set([event.currentTarget.value])}
          onKeyDown={done(onDone)}
        />
      )}
      {kind === "range" && (
        <>
          <TextInput
            type="date"
            aria-label={t("spans.first")}
            value={first}
            onChange={(event) => set([`${event.currentTarget.value}..${last}`])}
          />
          <TextInput
            type="date"
            aria-label={t("spans.lastDay")}
            value={last}
            onChange={(event) => set([`${first}..${event.currentTarget.value}`])}
            onKeyDown={done(onDone)}
          />
        </>
      )}
    </div>
  );
}

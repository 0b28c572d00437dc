/**
 * A date as people type it ("3 Mar", "next fri", "+2d"), or picked from the browser's own calendar.
 * The value is plan minutes; what is typed is taken on Enter or when the field is left.
 */

import { ActionIcon, TextInput } from "@mantine/core";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { parseDate, shownDay } from "~/model/dates";
import { DAY, formatMoment, momentNow } from "~/model/moments";
import { locale } from "~/text/locale";
import classes from "./DateField.module.css";
import { fromDateInput, toDateInput } from "./dates";
import { IconCalendar } from "./icons";
import { type Draft, useVersion } from "./version";

export interface DayRules {
  readonly day_start: number;
  readonly day_finish: number;
  readonly zone?: string;
}

export function DateField(props: {
  label: string;
  value: number | null;
  as: "start" | "finish";
  rules: DayRules;
  /** `seen` is the version over which it was written or picked. */
  onChange: (value: number | null, seen: number | undefined) => void;
  description?: string | undefined;
  error?: string | undefined;
  disabled?: boolean;
  required?: boolean;
  placeholder?: string;
}) {
  const { t } = useTranslation("ui");
  const { value, as, rules, onChange } = props;
  const [draft, setDraft] = useState<Draft<number | null> | null>(null);
  const version = useVersion();
  /** The version as the browser's calendar opened, or as it last gave a date. */
  const picking = useRef<number | undefined>(undefined);
  const [wrong, setWrong] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const wordsOf = (one: number | null) => (one === null ? "" : words(one, as, rules));
  const shown = wordsOf(value);

  const field = useRef<HTMLInputElement>(null);

  // A new value from outside ends a draft that was refused, never one that is being typed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new value asks for it
  useEffect(() => {
    if (document.activeElement === field.current) return;
    setDraft(null);
    setWrong(false);
  }, [value]);

  const commit = () => {
    if (draft === null) return;
    const { before, seen } = draft;
    const text = draft.text.trim();
    // What one left as it was is no change, though another changed it meanwhile.
    if (text === shown || text === wordsOf(before)) {
      setWrong(false);
      setDraft(null);
      return;
    }
    if (text === "") {
      setWrong(false);
      setDraft(null);
      if (!props.required) onChange(null, seen);
      return;
    }
    const found = parseDate(text, {
      today: momentNow(rules.zone),
      day_start: rules.day_start,
      day_finish: rules.day_finish,
      as,
      base: before,
    });
    setWrong(!found);
    if (!found) return;
    setDraft(null);
    if (found.moment !== value && found.moment !== before) onChange(found.moment, seen);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") commit();
    if (event.key === "Escape" && draft !== null) {
      event.stopPropagation();
      setDraft(null);
      setWrong(false);
    }
  };

  return (
    <div className={classes.field}>
      <TextInput
        ref={field}
        label={props.label}
        description={props.description}
        error={wrong ? t("date.wrong") : props.error}
        value={draft?.text ?? shown}
        placeholder={props.placeholder ?? t("date.placeholder")}
        onChange={(event) => {
          const text = event.currentTarget.value;
          setDraft(draft ? { ...draft, text } : { text, before: value, seen: version() });
        }}
        onBlur={commit}
        onKeyDown={onKeyDown}
        disabled={props.disabled ?? false}
        required={props.required ?? false}
        autoComplete="off"
        rightSection={
          <ActionIcon
            size={22}
            aria-label={t("date.pick", { label: props.label })}
            disabled={props.disabled ?? false}
            onClick={() => {
              picking.current = version();
              picker.current?.showPicker();
            }}
          >
            <IconCalendar size={16} stroke={1.6} />
          </ActionIcon>
        }
      />
      <input
        ref={picker}
        type="date"
        className={classes.picker}
        tabIndex={-1}
        aria-hidden
        value={toDateInput(value === null ? null : shownDay(value, as) * DAY)}
        onChange={(event) => {
          const minute = as === "start" ? rules.day_start : rules.day_finish;
          const picked = fromDateInput(event.currentTarget.value, minute);
          if (picked === null) return;
          onChange(picked, picking.current);
          picking.current = version();
        }}
      />
    </div>
  );
}

/** "Tue 3 Mar 2026", with the time only where it is not the usual one. */
function words(value: number, as: "start" | "finish", rules: DayRules): string {
  const minute = ((value % DAY) + DAY) % DAY;
  const usual = minute === (as === "start" ? rules.day_start : rules.day_finish) || minute === 0;
  const day = formatMoment(shownDay(value, as) * DAY, "medium", locale());
  return usual ? day : `${day} ${formatMoment(value, "time", locale())}`;
}

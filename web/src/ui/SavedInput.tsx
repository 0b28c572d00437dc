/** A field that saves when it is left or Enter is pressed; Esc takes back what was typed. */

import { TextInput } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Draft, useVersion } from "./version";

export function SavedInput(props: {
  label: string;
  value: string;
  /** `seen` is the version over which it was written. */
  onSave: (text: string, seen: number | undefined) => void;
  /** What is wrong with a text, "" if nothing. */
  check?: (text: string) => string;
  description?: string;
  required?: boolean;
  maxLength?: number;
  inputMode?: "decimal" | "text";
  disabled?: boolean;
  hideLabel?: boolean;
  placeholder?: string;
  type?: string;
}) {
  const { t } = useTranslation("ui");
  const [draft, setDraft] = useState<Draft<string> | null>(null);
  const version = useVersion();
  const [error, setError] = useState("");

  const field = useRef<HTMLInputElement>(null);

  // A new value from outside ends a draft that was refused, never one that is being typed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new value asks for it
  useEffect(() => {
    if (document.activeElement === field.current) return;
    setDraft(null);
    setError("");
  }, [props.value]);

  const commit = () => {
    if (draft === null) return;
    const text = draft.text.trim();
    const wrong = props.required && !text ? t("needed") : (props.check?.(text) ?? "");
    setError(wrong);
    if (wrong) return;
    setDraft(null);
    // What one left as it was is no change, though another changed it meanwhile.
    if (text !== props.value && text !== draft.before) props.onSave(text, draft.seen);
  };

  return (
    <TextInput
      ref={field}
      {...(props.hideLabel ? { "aria-label": props.label } : { label: props.label })}
      dir="auto"
      type={props.type ?? "text"}
      description={props.description}
      placeholder={props.placeholder}
      value={draft?.text ?? props.value}
      error={error}
      required={props.required ?? false}
      maxLength={props.maxLength}
      inputMode={props.inputMode}
      disabled={props.disabled ?? false}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setDraft(draft ? { ...draft, text } : { text, before: props.value, seen: version() });
      }}
      onBlur={commit}
      onKeyDown={(event) => {
        // Enter and Esc are the input method's own while it composes.
        if (event.nativeEvent.isComposing) return;
        if (event.key === "Enter") commit();
        if (event.key === "Escape" && draft !== null) {
          event.stopPropagation();
          setDraft(null);
          setError("");
        }
      }}
    />
  );
}

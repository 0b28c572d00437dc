/** Text that saves itself: a moment after one stops typing, and when the field is left. */

import { Textarea } from "@mantine/core";
import { useEffect, useRef, useState } from "react";

const PAUSE = 1200;

export function NotesField(props: {
  label: string;
  value: string;
  placeholder?: string | undefined;
  readOnly?: boolean;
  /** The version of what is shown now. */
  version: () => number;
  /** `seen` is the version over which it was written. */
  onSave: (text: string, seen: number) => void;
}) {
  const [draft, setDraft] = useState<string | null>(null);
  const latest = useRef({ draft, ...props });
  latest.current = { draft, ...props };
  /** What was saved last of the draft: it is no news, whatever others have written since. */
  const saved = useRef<string | null>(null);

  /** What stood there as one began, or saved last. */
  const seen = useRef(0);

  const save = () => {
    const { draft: text, value, onSave, version } = latest.current;
    if (text === null || text === value || text === saved.current) return;
    saved.current = text;
    onSave(text, seen.current);
    seen.current = version();
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: `save` reads what is latest
  useEffect(() => {
    if (draft === null) return;
    const timer = setTimeout(save, PAUSE);
    return () => clearTimeout(timer);
  }, [draft]);

  // What was typed is saved even if the field goes away first.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `save` reads what is latest
  useEffect(() => save, []);

  return (
    <Textarea
      dir="auto"
      aria-label={props.label}
      value={draft ?? props.value}
      placeholder={props.placeholder}
      readOnly={props.readOnly ?? false}
      autosize
      minRows={3}
      maxRows={18}
      onChange={(event) => {
        if (draft === null) seen.current = props.version();
        setDraft(event.currentTarget.value);
      }}
      onBlur={() => {
        save();
        saved.current = null;
        setDraft(null);
      }}
    />
  );
}

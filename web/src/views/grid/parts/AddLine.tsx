/** A line of quick add below a list: what it means, whom it may name, and what becomes of it. */

import { type KeyboardEvent, useMemo, useState } from "react";
import { useSession } from "~/store/react";
import type { Outcome } from "~/store/types";
import { matchingPeople, mentionAt } from "../completion";
import { chipsOf, interpret, isPlans } from "../quickadd";
import { Reading } from "../reading";
import { comboboxOf, Options } from "./Options";

interface AddLineProps {
  readonly id: string;
  readonly label: string;
  readonly placeholder: string;
  readonly onAdd: (text: string) => Promise<Outcome>;
  readonly onClose: () => void;
  readonly classes: Readonly<Record<string, string>>;
}

/** `classes` has `line`, `chips`, `chip` and `input`. */
export function AddLine({ id, label, placeholder, onAdd, onClose, classes }: AddLineProps) {
  const session = useSession();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(0);
  const [closed, setClosed] = useState(false);
  const reading = useMemo(() => new Reading(session.store), [session.store]);
  const chips = text.trim() ? chipsOf(interpret(text, reading), reading) : [];
  const mention = closed ? null : mentionAt(text);
  const options = mention
    ? matchingPeople(mention.typed, reading)
        .slice(0, 6)
        .map((name) => ({ label: name, text: `${mention.before}@${name} `, complete: true }))
    : [];

  const take = (at: number): boolean => {
    const option = options[at];
    if (!option) return false;
    setText(option.text);
    setChosen(0);
    return true;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (isPlans(event, text)) return;
    event.stopPropagation();
    if (event.key === "Enter") {
      event.preventDefault();
      if (take(chosen) || !text.trim()) return;
      // What is refused is given back, unless the next one is being typed by then.
      void onAdd(text).then((outcome) => {
        if (!outcome.ok) setText((now) => now || text);
      });
      setText("");
      setClosed(false);
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (options.length) setClosed(true);
      else onClose();
    } else if (options.length && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const by = event.key === "ArrowDown" ? 1 : options.length - 1;
      setChosen((chosen + by) % options.length);
    }
  };

  return (
    <div className={classes.line} data-quick-add>
      {chips.length > 0 && (
        <span className={classes.chips} aria-live="polite">
          {chips.map((chip) => (
            <span key={chip.text} className={classes.chip}>
              {chip.text}
            </span>
          ))}
        </span>
      )}
      <input
        // biome-ignore lint/a11y/noAutofocus: it was asked for by a click or a key
        autoFocus
        className={classes.input}
        value={text}
        dir="auto"
        placeholder={placeholder}
        aria-label={label}
        autoComplete="off"
        data-adds
        {...comboboxOf(id, options.length, chosen)}
        onChange={(event) => {
          setText(event.target.value);
          setChosen(0);
          setClosed(false);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => {
          if (!text.trim()) onClose();
        }}
      />
      {options.length > 0 && (
        <Options id={id} options={options} chosen={chosen} above onTake={(at) => void take(at)} />
      )}
    </div>
  );
}

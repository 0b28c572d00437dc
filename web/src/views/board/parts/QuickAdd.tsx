/** The foot of a column: a task in one line, as in the grid, becomes a card of it. */

import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { quickAddCard } from "~/commands";
import type { Status } from "~/model/workflow";
import { useSession } from "~/store/react";
import { IconPlus } from "~/ui/icons";
import { matchingPeople, mentionAt } from "~/views/grid/completion";
import { comboboxOf, Options } from "~/views/grid/parts/Options";
import { chipsOf, interpret } from "~/views/grid/quickadd";
import { Reading } from "~/views/grid/reading";
import classes from "../Board.module.css";

export function QuickAdd(props: {
  status: Status;
  open: boolean;
  onOpen: (open: boolean) => void;
}) {
  const { status, open, onOpen } = props;
  const { t } = useTranslation("board");
  const button = useRef<HTMLButtonElement>(null);
  if (!open) {
    return (
      <button
        ref={button}
        type="button"
        className={classes.add}
        aria-label={t("addTo", { column: status.name })}
        onClick={() => onOpen(true)}
      >
        <IconPlus size={14} stroke={1.8} />
        {t("add")}
      </button>
    );
  }
  return <Line status={status} onClose={() => onOpen(false)} />;
}

function Line({ status, onClose }: { status: Status; onClose: () => void }) {
  const { t } = useTranslation("board");
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
  const id = `board-add-${status.id}`;

  const take = (at: number): boolean => {
    const option = options[at];
    if (!option) return false;
    setText(option.text);
    setChosen(0);
    return true;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    event.stopPropagation();
    if (event.key === "Enter") {
      event.preventDefault();
      if (take(chosen) || !text.trim()) return;
      // What is refused is given back, unless the next one is being typed by then.
      void quickAddCard(session, text, "last", status.id).then((outcome) => {
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
    <div className={classes.line}>
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
        placeholder={t("addPlaceholder")}
        aria-label={t("addTo", { column: status.name })}
        autoComplete="off"
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

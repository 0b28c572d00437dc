/** The field in a cell that is being typed in. */

import { type KeyboardEvent, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { commitCell } from "../actions";
import type { Column } from "../columns";
import { optionsFor } from "../completion";
import type { PlanController } from "../controller";
import { draftOf, endTyping, keepDraft } from "../draft";
import { taskOf } from "../rows";
import type { Editing } from "../typing";
import { comboboxOf, Options } from "./Options";

interface EditorProps {
  readonly controller: PlanController;
  readonly editing: Editing;
  readonly column: Column;
}

const LISTED = new Set(["mode", "sprint", "release"]);

export function Editor({ controller, editing, column }: EditorProps) {
  const { t } = useTranslation("grid");
  const [text, show] = useState(() => draftOf(editing).text);
  const [chosen, setChosen] = useState(-1);
  const [closed, setClosed] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  const { cell } = editing;
  const options = useMemo(
    () => (closed ? [] : optionsFor(cell.col, text, controller.reading)),
    [cell.col, text, controller.reading, closed],
  );
  const id = taskOf(cell.row);
  const name = id === null ? "" : (controller.store.task(id)?.name ?? "");
  const listId = `options-${id}-${cell.col}`;

  const setText = (next: string): void => {
    show(next);
    keepDraft(editing, { text: next, caret: null });
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for the field
  useLayoutEffect(() => {
    const input = field.current;
    if (!input) return;
    input.focus({ preventScroll: true });
    const { caret } = draftOf(editing);
    if (caret) input.setSelectionRange(...caret);
    else if (editing.replace) input.select();
    else input.setSelectionRange(input.value.length, input.value.length);
    return () => {
      const { value, selectionStart, selectionEnd } = input;
      const end = selectionEnd ?? value.length;
      keepDraft(editing, { text: value, caret: [selectionStart ?? end, end] });
    };
  }, []);

  function finish(value: string, rows: number, columns: number): void {
    if (done.current) return;
    if (!commitCell(controller, cell, value)) return;
    done.current = true;
    controller.typing.edit(null);
    if (rows || columns) controller.step(rows, columns);
    controller.focus();
  }

  function cancel(): void {
    done.current = true;
    controller.typing.edit(null);
    controller.focus();
  }

  function take(at: number): boolean {
    const option = options[at];
    if (!option) return false;
    setText(option.text);
    setChosen(-1);
    if (LISTED.has(cell.col)) finish(option.text, 0, 0);
    else field.current?.focus({ preventScroll: true });
    return true;
  }

  function onKeyDown(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    switch (event.key) {
      case "Escape":
        event.preventDefault();
        if (options.length && !LISTED.has(cell.col)) setClosed(true);
        else cancel();
        return;
      case "Enter":
        event.preventDefault();
        if (!take(chosen)) finish(text, event.shiftKey ? -1 : 1, 0);
        return;
      case "Tab":
        event.preventDefault();
        if (!event.shiftKey && take(chosen)) return;
        finish(text, 0, event.shiftKey ? -1 : 1);
        return;
      case "ArrowDown":
      case "ArrowUp": {
        if (!options.length) return;
        event.preventDefault();
        const by = event.key === "ArrowDown" ? 1 : -1;
        setChosen((chosen + by + options.length + 1) % (options.length + 1) || 0);
        return;
      }
    }
  }

  function onBlur(): void {
    if (done.current) return;
    done.current = true;
    endTyping(controller);
  }

  return (
    <>
      <input
        ref={field}
        className="hwg-input"
        value={text}
        dir="auto"
        data-align={column.align}
        aria-label={t("cell.edit", {
          column: t(`columns.${column.key}`, column.title ?? ""),
          name,
        })}
        aria-invalid={editing.error !== null}
        aria-describedby={editing.error === null ? undefined : `${listId}-error`}
        {...comboboxOf(listId, options.length, chosen)}
        spellCheck={cell.col === "name"}
        autoComplete="off"
        onChange={(event) => {
          setText(event.target.value);
          setChosen(-1);
          setClosed(false);
          if (editing.error !== null) controller.typing.edit({ ...editing, error: null });
        }}
        onKeyDown={onKeyDown}
        onBlur={onBlur}
      />
      {options.length > 0 && (
        <Options id={listId} options={options} chosen={chosen} onTake={(at) => void take(at)} />
      )}
      {editing.error !== null && (
        <div className="hwg-error" id={`${listId}-error`} role="alert">
          {editing.error}
        </div>
      )}
    </>
  );
}

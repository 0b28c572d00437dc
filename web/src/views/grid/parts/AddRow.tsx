/** The empty last row: type a task in one line and see how it is understood. */

import type { TFunction } from "i18next";
import {
  type ClipboardEvent,
  type KeyboardEvent,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { putDown } from "../carrying";
import { NAME, NUMBER } from "../columns";
import { matchingPeople, mentionAt } from "../completion";
import type { PlanController } from "../controller";
import { addedOf, keepAdded } from "../draft";
import {
  addTyped,
  chipsOf,
  interpret,
  isOutline,
  isPlans,
  levelsForAdd,
  pasteOutline,
} from "../quickadd";
import { ADD } from "../rows";
import { cellId, columnStyle } from "./GridRow";
import { comboboxOf, Options } from "./Options";

interface AddRowProps {
  readonly controller: PlanController;
  readonly place: number;
  readonly top: number;
  readonly current: boolean;
  readonly empty: boolean;
  readonly t: TFunction<"grid">;
}

export function AddRow({ controller, place, top, current, empty, t }: AddRowProps) {
  const [text, show] = useState(() => addedOf(controller));
  const [chosen, setChosen] = useState(0);
  const [closed, setClosed] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const setText = (next: string): void => {
    show(next);
    keepAdded(controller, next);
  };
  const { now, most } = levelsForAdd(controller);
  const { reading } = controller;
  const chips = useMemo(
    () => (text.trim() ? chipsOf(interpret(text, reading), reading) : []),
    [text, reading],
  );
  const mention = closed ? null : mentionAt(text);
  const options = useMemo(
    () =>
      mention
        ? matchingPeople(mention.typed, reading)
            .slice(0, 8)
            .map((name) => ({ label: name, text: `${mention.before}@${name} `, complete: true }))
        : [],
    [mention, reading],
  );

  useEffect(() => {
    if (current && controller.focused) field.current?.focus({ preventScroll: true });
  }, [current, controller.focused]);

  function add(): void {
    if (!addTyped(controller, text)) return;
    setText("");
    setClosed(false);
    controller.goTo({ row: ADD, col: NAME });
  }

  function take(at: number): boolean {
    const option = options[at];
    if (!option) return false;
    setText(option.text);
    setChosen(0);
    return true;
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    const stop = (): void => {
      event.preventDefault();
      event.stopPropagation();
    };
    switch (event.key) {
      case "Enter":
        stop();
        if (!take(chosen)) add();
        return;
      case "Escape":
        stop();
        if (options.length) setClosed(true);
        else if (text) setText("");
        else controller.focus();
        return;
      case "Tab": {
        if (controller.leaving) return;
        stop();
        if (!event.shiftKey && take(chosen)) return;
        const level = Math.max(0, Math.min(most, now + (event.shiftKey ? -1 : 1)));
        controller.typing.setAddLevel(level);
        return;
      }
      case "ArrowUp":
      case "ArrowDown":
        if (options.length) {
          stop();
          const by = event.key === "ArrowDown" ? 1 : options.length - 1;
          setChosen((chosen + by) % options.length);
        } else if (event.key === "ArrowUp") {
          stop();
          controller.step(-1, 0);
          controller.focus();
        }
        return;
      default:
        // Keys of a field stay in it; only the view's own go on.
        if (isPlans(event, text)) return;
        if (!event.altKey && !(event.ctrlKey && event.key === "End")) event.stopPropagation();
    }
  }

  function onPaste(event: ClipboardEvent): void {
    const pasted = event.clipboardData.getData("text/plain");
    event.stopPropagation();
    if (putDown(controller, event.clipboardData)) {
      event.preventDefault();
      return;
    }
    if (!isOutline(pasted)) return;
    event.preventDefault();
    void pasteOutline(controller, pasted, null);
    setText("");
  }

  return (
    <div
      role="row"
      aria-rowindex={place + 2}
      className="hwg-row hwg-add"
      data-row={ADD}
      data-current={current || undefined}
      data-raised={options.length > 0 || undefined}
      style={{ top }}
    >
      <div
        role="gridcell"
        className="hwg-cell"
        data-col={NUMBER}
        data-frozen={controller.columns.frozen(NUMBER)}
        style={columnStyle(NUMBER)}
      >
        <span className="hwg-number">+</span>
      </div>
      <div
        role="gridcell"
        className="hwg-cell hwg-add-cell"
        data-col={NAME}
        data-frozen={controller.columns.frozen(NAME)}
        data-empty={empty || undefined}
        id={cellId(ADD, NAME)}
      >
        <span className="hwg-name" style={{ paddingInlineStart: now * 16 }}>
          <span className="hwg-toggle" />
          <input
            ref={field}
            className="hwg-add-input"
            value={text}
            dir="auto"
            placeholder={t(empty ? "add.first" : "add.placeholder")}
            aria-label={t("add.label")}
            autoComplete="off"
            data-adds
            {...comboboxOf("options-add", options.length, chosen)}
            onFocus={() => {
              if (!current) controller.goTo({ row: ADD, col: NAME });
            }}
            onChange={(event) => {
              setText(event.target.value);
              setChosen(0);
              setClosed(false);
            }}
            onKeyDown={onKeyDown}
            onPaste={onPaste}
          />
        </span>
        {chips.length > 0 && (
          <span className="hwg-chips" aria-live="polite">
            {chips.map((chip) => (
              <span key={chip.text} className="hwg-chip" data-kind={chip.kind}>
                {chip.text}
              </span>
            ))}
          </span>
        )}
        {options.length > 0 && (
          <Options
            id="options-add"
            options={options}
            chosen={chosen}
            above={place > 8}
            onTake={(at) => void take(at)}
          />
        )}
      </div>
    </div>
  );
}

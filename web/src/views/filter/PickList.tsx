/** A list to choose from by typing and arrows: one of it, or several that are checked. */

import { TextInput } from "@mantine/core";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { fold } from "~/model/filters-match";
import { IconCheck } from "~/ui/icons";

export interface Pick {
  readonly value: string;
  readonly label: string;
  /** Stands over the first of those that have it. */
  readonly section?: string;
}

interface PickListProps {
  readonly label: string;
  readonly options: readonly Pick[];
  /** Values that are checked; left out where one is chosen and that is it. */
  readonly chosen?: readonly string[];
  readonly placeholder?: string;
  onPick(value: string): void;
}

/** More are not drawn: one types instead. */
const MOST = 200;

export function PickList({ label, options, chosen, placeholder, onPick }: PickListProps) {
  const { t } = useTranslation("filter");
  const id = useId();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const found = useMemo(() => {
    const words = fold(typed).split(/\s+/).filter(Boolean);
    const fits = options.filter((option) => {
      const text = fold(option.label);
      return words.every((word) => text.includes(word));
    });
    return fits.slice(0, MOST);
  }, [options, typed]);
  const place = Math.min(at, found.length - 1);

  // It may have come after what it opened in.
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    list.current?.querySelector(`[data-place="${place}"]`)?.scrollIntoView({ block: "nearest" });
  }, [place]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    const { length } = found;
    const to: Record<string, number> = {
      ArrowDown: (place + 1) % Math.max(1, length),
      ArrowUp: (place - 1 + length) % Math.max(1, length),
      Home: 0,
      End: length - 1,
    };
    const next = to[event.key];
    if (next !== undefined && !(typed !== "" && ["Home", "End"].includes(event.key))) {
      event.preventDefault();
      setAt(next);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const option = found[place];
      if (option) onPick(option.value);
    }
  }

  return (
    <div className="hwf-pick">
      <TextInput
        ref={field}
        value={typed}
        placeholder={placeholder ?? t("pick.search")}
        aria-label={label}
        role="combobox"
        aria-expanded
        aria-controls={id}
        aria-activedescendant={place >= 0 ? `${id}-${place}` : undefined}
        autoComplete="off"
        data-autofocus
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        ref={list}
        id={id}
        role="listbox"
        aria-label={label}
        aria-multiselectable={chosen !== undefined}
        className="hwf-options"
      >
        {found.map((option, i) => {
          const checked = chosen?.includes(option.value) ?? false;
          const head = option.section && option.section !== found[i - 1]?.section;
          return (
            <div key={option.value} role="presentation">
              {head && (
                <div className="hwf-section" role="presentation">
                  {option.section}
                </div>
              )}
              {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys */}
              <div
                id={`${id}-${i}`}
                role="option"
                tabIndex={-1}
                aria-selected={chosen ? checked : i === place}
                className="hwf-option"
                data-place={i}
                data-at={i === place || undefined}
                onPointerDown={(event) => event.preventDefault()}
                onPointerMove={() => setAt(i)}
                onClick={() => onPick(option.value)}
              >
                {chosen && (
                  <span className="hwf-check" data-checked={checked || undefined} aria-hidden>
                    {checked && <IconCheck size={12} stroke={2.4} />}
                  </span>
                )}
                <span dir="auto">{option.label}</span>
              </div>
            </div>
          );
        })}
        {found.length === 0 && <div className="hwf-section">{t("pick.none")}</div>}
      </div>
    </div>
  );
}

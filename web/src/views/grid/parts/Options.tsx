/** The list below a field: what one can choose, by arrows or pointer. */

import type { Option } from "../completion";

interface OptionsProps {
  readonly id: string;
  readonly options: readonly Option[];
  readonly chosen: number;
  readonly above?: boolean;
  onTake(at: number): void;
}

/** What a field says of the list below it while there is one. */
export function comboboxOf(id: string, count: number, chosen: number) {
  if (count === 0) return {};
  return {
    role: "combobox",
    "aria-expanded": true,
    "aria-controls": id,
    "aria-activedescendant": chosen >= 0 ? `${id}-${chosen}` : undefined,
  };
}

export function Options({ id, options, chosen, above, onTake }: OptionsProps) {
  return (
    <div className="hwg-options" id={id} role="listbox" data-above={above || undefined}>
      {options.map((option, at) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field's arrows and Enter do it
        <div
          key={option.label}
          id={`${id}-${at}`}
          role="option"
          aria-selected={at === chosen}
          className="hwg-option"
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onTake(at)}
        >
          {option.label}
        </div>
      ))}
    </div>
  );
}

/** The list below a field: what one can choose, by arrows or pointer. */

import type { Option } from "../completion";

interface OptionsProps {
  readonly id: string;
  readonly options: readonly Option[];
  readonly chosen: number;
  readonly above?: boolean;
  onTake(at: number): void;
}

export function Options({ id, options, chosen, above, onTake }: OptionsProps) {
  return (
    <div className="hwg-options" id={id} role="listbox" data-above={above || undefined}>
      {options.map((option, at) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and points here
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

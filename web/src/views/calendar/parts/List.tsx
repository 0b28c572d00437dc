/** Entries one under the other: of a day, or of an agenda. */

import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { DAY } from "~/model/moments";
import { useSession } from "~/store/react";
import { planDate, planRange } from "~/ui/dates";
import { useColours } from "~/views/colour/scope";
import type { Entry } from "../entries";
import { faceOf } from "../words";
import { EntryIcon } from "./EntryIcon";

export interface ListProps {
  readonly entries: readonly Entry[];
  readonly now: number;
  readonly label: string;
  readonly onOpen: (entry: Entry) => void;
  readonly onKey?: (event: KeyboardEvent<HTMLElement>, entry: Entry) => void;
}

export function List({ entries, now, label, onOpen, onKey }: ListProps) {
  const { t } = useTranslation("calendar");
  const { store } = useSession();
  const colours = useColours();
  return (
    <ul className="hwc-list" aria-label={label}>
      {entries.map((entry) => {
        const face = faceOf(store, entry, now, t);
        return (
          <li key={entry.key}>
            <button
              type="button"
              className="hwc-line"
              data-entry={entry.key}
              data-kind={entry.kind}
              data-critical={face.critical || undefined}
              data-done={face.done || undefined}
              data-late={face.late || undefined}
              data-colour={entry.kind === "leave" ? undefined : colours?.of(entry.id)?.place}
              disabled={entry.kind === "leave"}
              onClick={() => onOpen(entry)}
              onKeyDown={(event) => onKey?.(event, entry)}
            >
              <span className="hwc-dot" aria-hidden />
              <span className="hwc-icons">
                <EntryIcon entry={entry} face={face} />
              </span>
              <bdi className="hwc-name">{face.name}</bdi>
              {face.signs && <span className="hw-hidden">{face.signs}</span>}
              <span className="hwc-when">
                {entry.first === entry.last
                  ? planDate(entry.first * DAY)
                  : planRange(entry.first * DAY, entry.last * DAY)}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

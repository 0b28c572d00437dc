/** Entries as a list, under the headings of their groups where there are any. */

import type { Entry } from "../entries";
import { List, type ListProps } from "./List";

interface GroupedProps extends ListProps {
  /** The heading of an entry's group; null without groups. Entries come group by group. */
  readonly headOf: ((entry: Entry) => string) | null;
}

export function Grouped({ entries, headOf, ...props }: GroupedProps) {
  if (!headOf) return <List entries={entries} {...props} />;
  const parts: { head: string; entries: Entry[] }[] = [];
  for (const entry of entries) {
    const head = headOf(entry);
    const last = parts.at(-1);
    if (last && last.head === head) last.entries.push(entry);
    else parts.push({ head, entries: [entry] });
  }
  return parts.map(({ head, entries }) => (
    <div key={head}>
      {head !== "" && (
        <h3 className="hwc-group-head">
          <bdi>{head}</bdi>
        </h3>
      )}
      <List {...props} entries={entries} label={head || props.label} />
    </div>
  ));
}

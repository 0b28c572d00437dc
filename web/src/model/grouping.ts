/** Tasks in groups: by person, by what is critical, by parent, by any value. Pure. */

export interface Group<Key> {
  readonly key: Key;
  readonly label: string;
  readonly ids: readonly number[];
}

/** The groups that a task belongs to: with two people it stands in both their groups. */
export type KeysOf<Key> = (id: number) => readonly { key: Key; label: string }[];

/** Groups in the order of their labels; those in `last` (as “Nobody”) come at the end. */
export function groupTasks<Key>(
  ids: Iterable<number>,
  keysOf: KeysOf<Key>,
  last: readonly Key[] = [],
): Group<Key>[] {
  const found = new Map<Key, { key: Key; label: string; ids: number[] }>();
  for (const id of ids) {
    for (const { key, label } of keysOf(id)) {
      const group = found.get(key);
      if (group) group.ids.push(id);
      else found.set(key, { key, label, ids: [id] });
    }
  }
  const place = (key: Key) => last.indexOf(key);
  return [...found.values()].sort(
    (a, b) => place(a.key) - place(b.key) || a.label.localeCompare(b.label),
  );
}

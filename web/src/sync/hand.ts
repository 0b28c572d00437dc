/** The changes that an open project of this page has in hand: nothing else sends them. */

export const inHand = new Set<string>();

/** What became of changes that were made in a list, by their id: the changeset, null for none. */
export const answered = new Map<string, number | null>();

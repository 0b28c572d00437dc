/** The changes that an open project of this page has in hand: nothing else sends them. */

export const inHand = new Set<string>();

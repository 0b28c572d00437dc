/**
 * What a link asked and what was answered by it, kept in this browser while the server cannot be
 * reached: who answers by link has no account, and so none of what is kept for accounts.
 */

import type { Asked, Said } from "./query";

export interface Remembered {
  readonly asked: Asked;
  /** When it was asked for last. */
  readonly at: number;
  /** Answers on their way: under this id they count once, however often they are sent. */
  readonly waiting: { readonly id: string; readonly said: readonly Said[] } | null;
}

const PREFIX = "headway.update-link:";
/** Milliseconds after which what nobody came back to is forgotten: no link is good for longer. */
const LIFE = 91 * 86_400_000;

export const linkPath = (token: string): string => `/update-links/${encodeURIComponent(token)}`;

/** The memory of one link; where the browser keeps nothing, an empty one. */
export function linkMemory(token: string) {
  const key = PREFIX + token;
  const read = (): Remembered | null => {
    try {
      return JSON.parse(localStorage.getItem(key) ?? "null") as Remembered | null;
    } catch {
      return null;
    }
  };
  const write = (next: Remembered): boolean => {
    try {
      localStorage.setItem(key, JSON.stringify(next));
      return true;
    } catch {
      // Forbidden, or full: then it is lost with the page.
      return false;
    }
  };
  return {
    read,
    /** Remember what is asked. */
    asked(asked: Asked): void {
      forgetOld();
      write({ waiting: read()?.waiting ?? null, asked, at: Date.now() });
    },
    /** Remember answers until they are sent (null: they are); false where that cannot be. */
    waiting(waiting: Remembered["waiting"]): boolean {
      const known = read();
      return known !== null && write({ ...known, waiting });
    },
    forget(): void {
      try {
        localStorage.removeItem(key);
      } catch {
        // What cannot be read need not be forgotten.
      }
    },
  };
}

function forgetOld(): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(PREFIX)) continue;
      const at = linkMemory(key.slice(PREFIX.length)).read()?.at ?? 0;
      if (Date.now() - at > LIFE) localStorage.removeItem(key);
    }
  } catch {
    // Nothing is kept then.
  }
}

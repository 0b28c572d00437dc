/**
 * Parts of the app that are fetched when they are first needed. After an upgrade their files have
 * other names: an open tab asks for one that is there no more. Such a part is asked for once more;
 * then the page is loaded anew where nothing is lost by it, else it is said.
 */

const KEY = "headway.reloadedAt";
/** A second failure this soon after a reload is no upgrade: it is told instead of tried again. */
const ONCE_IN = 60_000;
const AGAIN = 400;
/** Long enough for what a field saves as it is left to be written down. */
const WRITTEN = 300;

/** A part that did not come: because another version is served, or because nothing answers. */
export class PartGone extends Error {
  readonly updated: boolean;
  constructor(updated: boolean, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.updated = updated;
  }
}

export interface Place {
  /** Whether the server answers with its page. */
  answers: () => Promise<boolean>;
  /** Load the page anew; false where that may lose something or was just done. */
  reload: () => boolean;
  wait: (milliseconds: number) => Promise<void>;
}

/**
 * Fetch a part, twice at most. Rejects with `PartGone`. With `quietly` the page is loaded anew
 * instead where it may, and the promise stays open.
 */
export async function fetchPart<T>(
  load: () => Promise<T>,
  quietly = false,
  place: Place = here,
): Promise<T> {
  try {
    return await load();
  } catch {
    await place.wait(AGAIN);
  }
  try {
    return await load();
  } catch (error) {
    const updated = await place.answers();
    if (updated && quietly && place.reload()) return new Promise<T>(() => undefined);
    throw new PartGone(updated, error);
  }
}

/** Load the page anew once what was just typed into a field is on its way. */
export function reloadSoon(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  setTimeout(() => window.location.reload(), WRITTEN);
}

const typedIn = new Set<WeakRef<Element>>();

/** Remember which fields somebody typed into: a reload behind their back would empty them. */
export function watchTyping(): void {
  document.addEventListener(
    "input",
    ({ target }) => {
      if (!(target instanceof Element)) return;
      for (const ref of typedIn) {
        const known = ref.deref();
        if (known === target) return;
        if (!known?.isConnected) typedIn.delete(ref);
      }
      typedIn.add(new WeakRef(target));
    },
    { capture: true, passive: true },
  );
}

/** Whether something on the page would be lost with it. */
export function somethingTyped(): boolean {
  if (document.querySelector('[role="dialog"]')) return true;
  return [...typedIn].some((ref) => {
    const field = ref.deref();
    if (!field?.isConnected) return false;
    return "value" in field ? field.value !== "" : field.textContent !== "";
  });
}

const here: Place = {
  answers: async () => {
    try {
      return (await fetch("/", { cache: "no-store" })).ok;
    } catch {
      return false;
    }
  },
  reload: () => {
    if (somethingTyped() || !mayReload(Date.now())) return false;
    window.location.reload();
    return true;
  },
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

function mayReload(now: number): boolean {
  try {
    if (now - Number(sessionStorage.getItem(KEY) ?? 0) < ONCE_IN) return false;
    sessionStorage.setItem(KEY, String(now));
    return true;
  } catch {
    // Without storage nothing would stop a second reload, and a third.
    return false;
  }
}

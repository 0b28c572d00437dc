/** What the service worker does with a request, and which of the app's files it keeps. Pure. */

/** From the kept files; from the network, else the app's page; as if there were no worker. */
export type Way = "file" | "page" | "network";

export interface Asked {
  readonly method: string;
  readonly mode: string;
  readonly url: string;
}

/** Addresses that are never the app's own page, or that only who is at the network may see. */
const NOT_PAGES =
  /^\/(api|_allauth|accounts|ws|assets|sign-in|reset-password)(\/|$)|^\/[^/]+\.[a-z]+$/;

/** `files` are the addresses of the files that are kept. Answers of the API are never among them. */
export function wayOf(asked: Asked, origin: string, files: ReadonlySet<string>): Way {
  const url = new URL(asked.url);
  if (asked.method !== "GET" || url.origin !== origin) return "network";
  if (asked.mode === "navigate") return NOT_PAGES.test(url.pathname) ? "network" : "page";
  return files.has(url.pathname) || url.pathname.startsWith("/assets/") ? "file" : "network";
}

/** Of the kept versions, oldest first, those that go: a page may still be open of the one before. */
export function outdated(names: readonly string[], prefix: string, now: string): string[] {
  const own = names.filter((name) => name.startsWith(prefix) && name !== now);
  return own.slice(0, -1);
}

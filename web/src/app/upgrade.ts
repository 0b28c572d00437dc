/** After an upgrade the parts of the app that are loaded late have other names: take the new app. */

import { typing } from "./shortcuts";

const KEY = "headway.reloadedAt";
/** A second failure this soon after a reload is no upgrade: it is told instead of tried again. */
const ONCE_IN = 60_000;

/**
 * Reload when a part is gone: at most once a minute, never without a connection, and never while
 * somebody types (a part that was only fetched ahead is asked for again when it is needed).
 */
export function reloadAfterUpgrade(
  reload = (): void => window.location.reload(),
  now = Date.now,
): void {
  window.addEventListener("vite:preloadError", (event) => {
    if (!navigator.onLine || typing(document.activeElement) || !mayReload(now())) return;
    event.preventDefault();
    reload();
  });
}

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

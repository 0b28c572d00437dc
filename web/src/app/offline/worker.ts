/** Sets the service worker up, and says when another version of the app is served. */

import { isHidden } from "~/sync/hidden";
import { i18next } from "~/text/i18n";
import { reloadSoon } from "~/ui/part";
import { toasts } from "~/ui/toasts";

/** Milliseconds after which it is set up: what is on the page comes first. */
const LATER = 2_000;
/** How often it is looked for another version. */
const HOUR = 3_600_000;
const PREFIX = "headway-app-";

/** Begin; the answer ends it. Nothing happens while the app is developed, or where it may not be. */
export function startWorker(): () => void {
  // Without https the browser has none.
  const workers = "serviceWorker" in navigator ? navigator.serviceWorker : null;
  if (!workers || !import.meta.env.PROD) return () => undefined;
  let hourly: ReturnType<typeof setInterval> | undefined;
  let ended = false;
  const changed = () => void tellIfOther().catch(() => undefined);
  const timer = setTimeout(() => {
    workers
      .register("/sw.js", { updateViaCache: "none" })
      .then((registration) => {
        if (ended) return;
        hourly = setInterval(() => {
          // A page that nobody looks at asks for nothing, nor one without a network.
          if (isHidden() || !navigator.onLine) return;
          void registration.update().catch(() => undefined);
        }, HOUR);
      })
      // Forbidden, or no network: the app goes on as it does without.
      .catch(() => undefined);
  }, LATER);
  workers.addEventListener("controllerchange", changed);
  return () => {
    ended = true;
    clearTimeout(timer);
    clearInterval(hourly);
    workers.removeEventListener("controllerchange", changed);
  };
}

/** Say so where this page is not of the version that the newest worker keeps. */
async function tellIfOther(): Promise<void> {
  const entry = document.querySelector<HTMLScriptElement>("script[type=module][src]")?.src;
  const newest = (await caches.keys()).filter((name) => name.startsWith(PREFIX)).at(-1);
  if (!entry || !newest) return;
  if (await (await caches.open(newest)).match(entry, { ignoreVary: true })) return;
  const t = (key: string) => i18next.t(key, { ns: "ui" });
  toasts.show({
    key: "gone",
    text: t("gone.updated"),
    milliseconds: Number.POSITIVE_INFINITY,
    actions: [{ label: t("gone.reload"), run: reloadSoon }],
  });
}

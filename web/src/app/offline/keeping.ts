/** What goes on behind every page for times without a network; fetched once the page is shown. */

import { setKept, setKeptDeeds } from "~/here/kept";
import { queryClient } from "~/here/queries";
import { keptDatabase, thisJournal } from "~/sync/journal";
import { onKeptChange } from "~/sync/kept/news";
import { Outbox } from "~/sync/outbox";
import { thisTab } from "~/sync/tab";
import { httpTransport } from "~/sync/transport";
import { startWorker } from "./worker";

/** Milliseconds after the last of several changes in which it is looked what is kept. */
const SETTLE = 250;

/** Begin for a person; the answer ends it. */
export function startKeeping(user: number): () => void {
  const stopWorker = startWorker();
  let stop: (() => void) | null = null;
  let ended = false;
  void thisTab().then((tab) => {
    if (!ended) stop = start(user, tab);
  });
  return () => {
    ended = true;
    stopWorker();
    stop?.();
  };
}

function start(user: number, tab: Awaited<ReturnType<typeof thisTab>>): () => void {
  const outbox = new Outbox(user, {
    transport: httpTransport,
    journal: thisJournal(),
    tab,
    changed: setKept,
    sent: (kept) => {
      if (kept.shown) {
        void queryClient.invalidateQueries({ queryKey: ["my-work"] });
        void queryClient.invalidateQueries({ queryKey: ["my-updates"] });
      }
      void queryClient.invalidateQueries({ queryKey: ["projects"] });
    },
  });
  setKeptDeeds({
    keep: (kept) => outbox.keep(kept),
    choose: (kept, takes) => outbox.choose(kept, takes),
    drop: (ids) => outbox.drop(ids),
    takeBack: (kept, shown) => outbox.takeBack(kept, shown),
    forget: async () => (await keptDatabase()).forgetPerson(user),
  });
  const kick = () => {
    if (document.visibilityState !== "hidden") void outbox.kick();
  };
  let soon: ReturnType<typeof setTimeout> | undefined;
  const off = onKeptChange(() => {
    clearTimeout(soon);
    soon = setTimeout(kick, SETTLE);
  });
  window.addEventListener("online", kick);
  document.addEventListener("visibilitychange", kick);
  kick();
  // Who was signed in before on this browser left nothing that can be read.
  void keptDatabase()
    .then((database) => database.forgetOthers(user))
    .catch(() => undefined);
  return () => {
    off();
    clearTimeout(soon);
    window.removeEventListener("online", kick);
    document.removeEventListener("visibilitychange", kick);
    outbox.stop();
    setKeptDeeds(null);
  };
}

/** That something is kept or kept no more, and for whom, told to the browser's other tabs too. */

import { Signal } from "../signal";

const heard = new Signal<[]>();
const channel =
  typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("headway.kept");
/** For whom something may be kept to be read: null for nobody; undefined until it was told. */
let reader: number | null | undefined;
if (channel) {
  channel.onmessage = ({ data }: MessageEvent<{ reader: number | null } | null>) => {
    if (data) reader = data.reader;
    else heard.emit();
  };
}
// Under Node an open channel keeps the process.
(channel as { unref?: () => void } | null)?.unref?.();

export function tellOthers(): void {
  heard.emit();
  channel?.postMessage(null);
}

/** From now on something is kept for one person alone: pages of others may still be open. */
export function keepOnlyFor(user: number | null): void {
  reader = user;
  channel?.postMessage({ reader });
}

export const mayKeepFor = (user: number): boolean => reader === undefined || reader === user;

export const onKeptChange = heard.on;

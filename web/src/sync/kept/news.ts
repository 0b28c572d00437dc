/** That something is kept or kept no more, told to this page and to the browser's other tabs. */

import { Signal } from "../signal";

const heard = new Signal<[]>();
const channel =
  typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("headway.kept");
if (channel) channel.onmessage = () => heard.emit();
// Under Node an open channel keeps the process.
(channel as { unref?: () => void } | null)?.unref?.();

export function tellOthers(): void {
  heard.emit();
  channel?.postMessage(null);
}

export const onKeptChange = heard.on;

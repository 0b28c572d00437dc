/** How much of the inbox is unread: asked again every few seconds while the page is looked at. */

import { queryOptions } from "@tanstack/react-query";
import type { Unread } from "~/protocol/answers.generated";
import { api } from "~/protocol/http";

/** Milliseconds between two looks. */
const PAUSE = 8_000;

/** Of all workspaces of the account. */
export const unreadQuery = queryOptions({
  queryKey: ["inbox-unread"],
  queryFn: async ({ signal }) => (await api.get<Unread>("/inbox/unread", signal)).unread,
  refetchInterval: PAUSE,
  retry: false,
});

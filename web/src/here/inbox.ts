/** How much of the inbox is unread: asked again every few seconds while the page is looked at. */

import { queryOptions } from "@tanstack/react-query";
import { api } from "~/protocol/http";

/** Milliseconds between two looks. */
const PAUSE = 8_000;

export const unreadQuery = (workspaceId: number) =>
  queryOptions({
    queryKey: ["inbox-unread", workspaceId],
    queryFn: async ({ signal }) =>
      (await api.get<{ unread: number }>(`/workspaces/${workspaceId}/inbox/unread`, signal)).unread,
    refetchInterval: PAUSE,
    retry: false,
  });

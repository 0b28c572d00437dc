/** The inbox as the server tells it, and what is done to its lines: shown at once. */

import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { unreadQuery } from "~/here/inbox";
import { queryClient } from "~/here/queries";
import type { Inbox, InboxLine as Line } from "~/protocol/answers.generated";
import { api } from "~/protocol/http";

export type {
  Inbox,
  InboxEntry as Entry,
  InboxLine as Line,
  InboxTask,
} from "~/protocol/answers.generated";

export const BOXES = ["inbox", "snoozed", "archive"] as const;
export type Box = (typeof BOXES)[number];

export type Action = "read" | "unread" | "archive" | "restore" | "snooze";

/** Milliseconds between two looks. */
const PAUSE = 5_000;

const keyOf = (box?: Box) => (box ? ["inbox", box] : ["inbox"]);

/** A box, over all workspaces of the account. */
export const inboxQuery = (box: Box) =>
  queryOptions({
    queryKey: keyOf(box),
    queryFn: ({ signal }) => api.get<Inbox>(`/inbox?box=${box}`, signal),
    staleTime: 0,
    refetchInterval: PAUSE,
    placeholderData: keepPreviousData,
    retry: false,
  });

/** Mark lines (null: all in the inbox); what leaves the box leaves it at once. */
export async function mark(
  box: Box,
  action: Action,
  ids: readonly number[] | null,
  until?: Date,
): Promise<void> {
  const queryKey = keyOf(box);
  await queryClient.cancelQueries({ queryKey: keyOf() });
  queryClient.setQueryData<Inbox>(queryKey, (all) => all && shownAfter(all, action, ids));
  try {
    const { unread } = await api.post<{ unread: number }>("/inbox/mark", {
      action,
      ...(ids ? { ids } : {}),
      ...(until ? { until: until.toISOString() } : {}),
    });
    queryClient.setQueryData(unreadQuery.queryKey, unread);
  } finally {
    void queryClient.invalidateQueries({ queryKey: keyOf() });
  }
}

/** What a box shows once lines were marked. */
export function shownAfter(all: Inbox, action: Action, ids: readonly number[] | null): Inbox {
  const meant = (line: Line): boolean => ids === null || line.ids.some((id) => ids.includes(id));
  if (action !== "read" && action !== "unread") {
    return { ...all, items: all.items.filter((line) => !meant(line)) };
  }
  const read = action === "read";
  return {
    ...all,
    items: all.items.map((line) =>
      meant(line)
        ? { ...line, unread: !read, entries: line.entries.map((one) => ({ ...one, read })) }
        : line,
    ),
  };
}

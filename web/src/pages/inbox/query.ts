/** The inbox as the server tells it, and what is done to its lines: shown at once. */

import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { unreadQuery } from "~/here/inbox";
import { queryClient } from "~/here/queries";
import { api } from "~/protocol/http";

export const BOXES = ["inbox", "snoozed", "archive"] as const;
export type Box = (typeof BOXES)[number];

export interface InboxTask {
  id: number;
  number: number | null;
  name: string;
  gone: boolean;
}

export interface Entry {
  id: number;
  kind: string;
  /** Whether it waits for me. */
  asks: boolean;
  actor: string;
  at: string;
  read: boolean;
  count: number;
  tasks: InboxTask[];
  data: {
    text?: string;
    before?: string | null;
    after?: string | null;
    finish?: string | null;
    days?: number;
    /** What was changed: names of fields, and titles of fields that the project added. */
    fields?: string[];
    custom?: string[];
    /** Whether the actor has no account: what is told came by link. */
    by_link?: boolean;
  };
}

export interface Line {
  key: string;
  ids: number[];
  workspace_id: number;
  project_id: number | null;
  at: string;
  unread: boolean;
  snoozed_until: string | null;
  entries: Entry[];
}

export interface Inbox {
  items: Line[];
  unread: number;
  projects: { id: number; workspace_id: number; name: string; key: string; zone: string }[];
}

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

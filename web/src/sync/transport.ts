/** What a session asks the server for. Tests bring their own. */

import type { Change, Changeset, Inputs, Note, Snapshot } from "~/protocol/envelope";
import { request } from "~/protocol/http";

/** A command as the protocol sends it. */
export interface CommandBody {
  readonly id: string;
  readonly type: string;
  readonly schema: 1;
  readonly base: Readonly<Record<string, number>>;
  readonly stream: number;
  readonly payload: object;
}

/** In place of a changeset that the server cannot show any more: take a new snapshot. */
export interface LostChangeset {
  readonly stream: number;
  readonly version: number;
  readonly reset: true;
}

export interface Answer {
  /** The first changeset's; null where nothing changed. */
  readonly id: number | null;
  readonly changesets: readonly (Changeset | LostChangeset)[];
  readonly created: Record<string, number[]>;
  readonly notes: readonly Note[];
}

export interface PreviewAnswer {
  readonly inputs: Inputs;
  readonly results: Changeset["results"];
  readonly notes: readonly Note[];
}

export type Kind = "project" | "workspace";

export interface SocketLike {
  readonly readyState: number;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  send(text: string): void;
  close(): void;
}

export interface Transport {
  snapshot(projectId: number): Promise<Snapshot>;
  changesets(
    kind: Kind,
    stream: number,
    since: number,
  ): Promise<{ items?: Changeset[]; version: number; reset?: boolean }>;
  /** `account` is whose it is: the server refuses it where another is signed in by now. */
  command(body: CommandBody, account: number): Promise<Answer>;
  undo(changesetId: number, commandId: string, account: number): Promise<Answer>;
  preview(projectId: number, commands: readonly Change[]): Promise<PreviewAnswer>;
  leaseIds(): Promise<{ next: number; until: number }>;
  socket(kind: Kind, stream: number, query: Record<string, number>): SocketLike;
}

const SHORT = { timeout: 30_000 };
const LONG = { timeout: 90_000 };

const of = (account: number) => ({ "X-Headway-Account": String(account) });

function call<T>(
  method: string,
  path: string,
  body?: unknown,
  options: object = SHORT,
): Promise<T> {
  return request<T>(method, `/api/v1${path}`, body, undefined, options);
}

/** The server that served the page. */
export const httpTransport: Transport = {
  snapshot: (id) => call("GET", `/projects/${id}/snapshot`, undefined, LONG),
  changesets: (kind, stream, since) => call("GET", `/${kind}s/${stream}/changesets?since=${since}`),
  command: (body, account) => call("POST", "/commands", body, { ...LONG, headers: of(account) }),
  undo: (changesetId, commandId, account) =>
    call(
      "POST",
      `/changesets/${changesetId}/undo`,
      {},
      {
        ...LONG,
        headers: { "Idempotency-Key": commandId, ...of(account) },
      },
    ),
  preview: (id, commands) => call("POST", `/projects/${id}/preview`, { commands }),
  leaseIds: () => call("POST", "/ids", {}),
  socket: (kind, stream, query) => {
    const url = new URL(`/ws/${kind}s/${stream}`, location.href);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
    return new WebSocket(url) as unknown as SocketLike;
  },
};

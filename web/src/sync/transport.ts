/** What a session asks the server for. Tests bring their own. */

import type { Ids, Outcome, Since } from "~/protocol/answers.generated";
import type { Change, CommandBody, PreviewOut, Snapshot } from "~/protocol/envelope";
import { request } from "~/protocol/http";

export type { CommandBody } from "~/protocol/envelope";

/** What came of a command, as far as a session looks at it. */
export type Answer = Pick<Outcome, "id" | "changesets" | "created" | "notes">;

export type PreviewAnswer = Pick<PreviewOut, "inputs" | "results" | "notes">;

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
  changesets(kind: Kind, stream: number, since: number): Promise<Since>;
  /** `account` is whose it is: the server refuses it where another is signed in by now. */
  command(body: CommandBody, account: number): Promise<Answer>;
  undo(changesetId: number, commandId: string, account: number): Promise<Answer>;
  preview(projectId: number, commands: readonly Change[]): Promise<PreviewAnswer>;
  leaseIds(): Promise<Ids>;
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

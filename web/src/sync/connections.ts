/** The two live sockets of an open project, its own and its workspace's, and who is there. */

import type { PongMessage, ServerMessage } from "~/protocol/answers.generated";
import type { Changeset, Person, PlaceAt } from "~/protocol/envelope";
import { Refusal } from "~/protocol/http";
import type { LocalStore } from "~/store/project";
import type { Connection, Problem } from "~/store/types";
import { say } from "~/text/say";
import { LiveSocket, SIGNED_OUT } from "./live";
import type { Kind, Transport } from "./transport";

export interface ConnectionHooks {
  readonly receive: (items: readonly Changeset[]) => void;
  readonly reset: () => void;
  /** The server may be reached again. */
  readonly back: () => void;
  /** The project is no longer to be had. */
  readonly lost: (problem: Problem) => void;
  readonly changed: () => void;
}

type Place = PlaceAt & { view: string };

/** Milliseconds between two messages of where one looks. */
const HERE_PAUSE = 400;

export class Connections {
  readonly #store: LocalStore;
  readonly #transport: Transport;
  readonly #hooks: ConnectionHooks;
  readonly #sockets: Record<Kind, LiveSocket>;
  readonly #catching = new Set<number>();
  readonly #off: (() => void)[] = [];
  #reachable = true;
  #at: Place | null = null;
  #hereTimer: ReturnType<typeof setTimeout> | undefined;
  #hereSent = "";
  people: readonly Person[] = [];

  constructor(store: LocalStore, transport: Transport, hooks: ConnectionHooks) {
    this.#store = store;
    this.#transport = transport;
    this.#hooks = hooks;
    this.#sockets = {
      project: this.#socketOf("project", store.projectId),
      workspace: this.#socketOf("workspace", store.workspaceId),
    };
  }

  get state(): Connection {
    // A socket may stay open for a while after the network has gone.
    const off = typeof navigator !== "undefined" && navigator.onLine === false;
    if (off) return "offline";
    if (this.#sockets.project.open) return "live";
    return this.#reachable ? "connecting" : "offline";
  }

  start(): void {
    this.#sockets.project.start();
    this.#sockets.workspace.start();
    if (typeof window === "undefined") return;
    const poke = () => {
      if (document.visibilityState === "hidden") return;
      this.#sockets.project.poke();
      this.#sockets.workspace.poke();
      this.#hooks.back();
    };
    const offline = () => this.#hooks.changed();
    window.addEventListener("online", poke);
    window.addEventListener("offline", offline);
    document.addEventListener("visibilitychange", poke);
    this.#off.push(() => {
      window.removeEventListener("online", poke);
      window.removeEventListener("offline", offline);
      document.removeEventListener("visibilitychange", poke);
    });
  }

  stop(): void {
    clearTimeout(this.#hereTimer);
    this.#sockets.project.stop();
    this.#sockets.workspace.stop();
    for (const off of this.#off.splice(0)) off();
    this.people = [];
  }

  /** Take note of whether a request reached the server. */
  reach(reached: boolean): void {
    if (reached === this.#reachable) return;
    this.#reachable = reached;
    if (reached) this.#sockets.project.poke();
    this.#hooks.changed();
  }

  /** Ask for what came to a stream since the store's version; once at a time. */
  async catchUp(stream: number): Promise<void> {
    if (this.#catching.has(stream)) return;
    this.#catching.add(stream);
    const kind: Kind = stream === this.#store.workspaceId ? "workspace" : "project";
    try {
      const since = this.#store.versionOf(stream);
      const found = await this.#transport.changesets(kind, stream, since);
      this.reach(true);
      if (found.reset) this.#hooks.reset();
      else this.#hooks.receive(found.items ?? []);
    } catch (error) {
      // The socket catches up by itself when it is back.
      if (error instanceof Refusal && error.problem.status === 0) this.reach(false);
    } finally {
      this.#catching.delete(stream);
    }
  }

  here(at: Place): void {
    this.#at = at;
    if (this.#hereTimer !== undefined) return;
    this.#sendHere();
    this.#hereTimer = setTimeout(() => {
      this.#hereTimer = undefined;
      this.#sendHere();
    }, HERE_PAUSE);
  }

  #sendHere(): void {
    const text = JSON.stringify(this.#at);
    if (!this.#at || text === this.#hereSent) return;
    if (this.#sockets.project.send({ type: "here", at: this.#at })) this.#hereSent = text;
  }

  #socketOf(kind: Kind, stream: number): LiveSocket {
    const socket: LiveSocket = new LiveSocket({
      connect: () => {
        const query: Record<string, number> = { since: this.#store.versionOf(stream) };
        if (kind === "project") query.workspace_version = this.#store.workspaceVersion;
        return this.#transport.socket(kind, stream, query);
      },
      onMessage: (message) => this.#heard(kind, message),
      onChange: () => {
        if (kind === "project") this.#moved(socket);
      },
      onRefused: (code) => {
        if (kind === "project") this.#hooks.lost(code === SIGNED_OUT ? signedOut() : gone());
      },
    });
    return socket;
  }

  #moved(socket: LiveSocket): void {
    if (socket.open) {
      this.#reachable = true;
      this.#hereSent = "";
      this.#sendHere();
      this.#hooks.back();
    } else {
      this.people = [];
      // Where sockets do not get through, requests may: ask by them as often as it is tried.
      if (socket.failures > 1) {
        void this.catchUp(this.#store.projectId);
        void this.catchUp(this.#store.workspaceId);
      }
    }
    this.#hooks.changed();
  }

  #heard(kind: Kind, message: Exclude<ServerMessage, PongMessage>): void {
    if (message.type === "changesets") this.#hooks.receive(message.items);
    else if (message.type === "reset") this.#hooks.reset();
    else if (message.type === "presence" && kind === "project") {
      const me = this.#store.viewer.user_id;
      this.people = message.people.filter((person) => person.user_id !== me);
      this.#hooks.changed();
    }
  }
}

const signedOut = (): Problem => ({
  type: "signed_out",
  title: say("title.signedOut"),
  status: 401,
  detail: say("signedOut"),
});

const gone = (): Problem => ({
  type: "missing",
  title: say("title.gone"),
  status: 404,
  detail: say("gone.project"),
});

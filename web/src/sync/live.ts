/** One live socket that comes back by itself: back-off, pings, and what the browser knows. */

import type { ClientMessage, PongMessage, ServerMessage } from "~/protocol/answers.generated";
import { backoff } from "./backoff";
import type { SocketLike } from "./transport";

/** Between two pings, and how long an answer may take, in milliseconds. */
const PING = 25_000;
const PONG = 10_000;
/** Close codes after which coming back makes no sense by itself. */
export const SIGNED_OUT = 4401;
export const NOT_YOURS = 4404;

export interface LiveHooks {
  /** Makes the next connection, from what is known by then. */
  readonly connect: () => SocketLike;
  readonly onMessage: (message: Exclude<ServerMessage, PongMessage>) => void;
  readonly onChange: () => void;
  /** The server will not have this connection: SIGNED_OUT or NOT_YOURS. */
  readonly onRefused: (code: number) => void;
}

export class LiveSocket {
  readonly #hooks: LiveHooks;
  #socket: SocketLike | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #ping: ReturnType<typeof setInterval> | undefined;
  #pong: ReturnType<typeof setTimeout> | undefined;
  #stopped = true;
  /** Whether messages flow. */
  open = false;
  /** Connections in a row that failed. */
  failures = 0;

  constructor(hooks: LiveHooks) {
    this.#hooks = hooks;
  }

  start(): void {
    this.#stopped = false;
    this.#connect();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#retry);
    this.#let();
  }

  /** Something suggests that the connection may work again, or may be dead: find out now. */
  poke(): void {
    if (this.#stopped) return;
    if (this.open) this.#sendPing();
    else if (!this.#socket) {
      clearTimeout(this.#retry);
      this.#connect();
    }
  }

  send(message: ClientMessage): boolean {
    if (!this.open || !this.#socket) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  #connect(): void {
    const socket = this.#hooks.connect();
    this.#socket = socket;
    // A connection that hangs while opening counts as failed.
    this.#pong = setTimeout(() => this.#lost(socket, 0), PONG);
    socket.onopen = () => {
      clearTimeout(this.#pong);
      this.#pong = undefined;
      this.open = true;
      this.failures = 0;
      this.#ping = setInterval(() => this.#sendPing(), PING);
      this.#hooks.onChange();
    };
    socket.onmessage = (event) => {
      clearTimeout(this.#pong);
      this.#pong = undefined;
      const message = JSON.parse(String(event.data)) as ServerMessage;
      if (message.type !== "pong") this.#hooks.onMessage(message);
    };
    socket.onclose = (event) => this.#lost(socket, event.code);
  }

  #sendPing(): void {
    if (this.#pong !== undefined) return;
    const socket = this.#socket;
    if (!socket || !this.send({ type: "ping" })) return;
    this.#pong = setTimeout(() => this.#lost(socket, 0), PONG);
  }

  #lost(socket: SocketLike, code: number): void {
    if (socket !== this.#socket) return;
    this.#let();
    if (this.#stopped) return;
    this.failures += 1;
    if (code === SIGNED_OUT || code === NOT_YOURS) {
      this.#stopped = true;
      this.#hooks.onRefused(code);
    } else {
      this.#retry = setTimeout(() => this.#connect(), backoff(this.failures));
    }
    this.#hooks.onChange();
  }

  /** Let go of the socket that is there. */
  #let(): void {
    clearInterval(this.#ping);
    clearTimeout(this.#pong);
    this.#pong = undefined;
    const socket = this.#socket;
    this.#socket = null;
    this.open = false;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }
}

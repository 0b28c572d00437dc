/** The open project as it was when one began to write: what others wrote there since is asked about. */

import type { Change } from "~/protocol/envelope";
import type { ProjectSession, SendOptions } from "./types";

/** The same session, but what is sent through it was decided over version `seen`. */
export function seenAt(session: ProjectSession, seen: number | undefined): ProjectSession {
  if (seen === undefined) return session;
  const own: Pick<ProjectSession, "send" | "batch"> = {
    send: (type: string, payload: object, options?: SendOptions) =>
      session.send(type, payload, { ...options, seen }),
    batch: (commands: readonly Change[], options?: SendOptions) =>
      session.batch(commands, { ...options, seen }),
  };
  return new Proxy(session, {
    get(_, key) {
      if (key === "send" || key === "batch") return own[key];
      const found: unknown = Reflect.get(session, key, session);
      return typeof found === "function" ? found.bind(session) : found;
    },
  });
}

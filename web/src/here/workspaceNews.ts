/** A workspace's pages follow its stream: what somebody else changed is asked for anew. */

import { useEffect } from "react";
import { LiveSocket } from "~/sync/live";
import { httpTransport } from "~/sync/transport";
import { useLatest } from "~/ui/latest";
import { queryClient } from "./queries";

/** Keep the shown workspace fresh while its page is open; `version` is of what is shown. */
export function useWorkspaceNews(workspaceId: number, version: number): void {
  const known = useLatest(version);
  useEffect(() => {
    const socket: LiveSocket = new LiveSocket({
      connect: () => httpTransport.socket("workspace", workspaceId, { since: known.current }),
      onMessage: ({ type }) => {
        if (type !== "changesets" && type !== "reset") return;
        void queryClient.invalidateQueries({ queryKey: ["workspace", workspaceId] });
      },
      onChange: () => {},
      onRefused: () => socket.stop(),
    });
    socket.start();
    return () => socket.stop();
  }, [workspaceId]);
}

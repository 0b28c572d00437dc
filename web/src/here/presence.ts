/** Tells the others where one looks. */

import { useEffect } from "react";
import { useSession } from "~/store/react";

export function useHere(view: string, taskId: number | null = null): void {
  const session = useSession();
  useEffect(() => {
    session.here({ view, task_id: taskId });
  }, [session, view, taskId]);
}

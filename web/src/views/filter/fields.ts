/** The fields of the open project's tasks, for what filters, orders, groups and colours them. */

import { useMemo } from "react";
import { TaskFields } from "~/model/filters-fields";
import { firstWeekday } from "~/model/week";
import { useRevision, useSession } from "~/store/react";
import { locale } from "~/text/locale";

/** The same object for the same revision of the plan. */
export function useFields(): TaskFields {
  const { store } = useSession();
  const revision = useRevision();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the store is another one a revision
  return useMemo(() => new TaskFields(store, firstWeekday(locale())), [store, revision]);
}

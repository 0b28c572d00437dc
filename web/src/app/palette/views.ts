/** The saved views of the open project, one's own and those that are shared. */

import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useOpenProject } from "~/here/openProject";
import {
  type PrivateView,
  privateViewsQuery,
  type SavedView,
  savedViewsOf,
} from "~/here/savedViews";
import type { Entry } from "./entries";
import { target } from "./fuzzy";

const NONE: readonly PrivateView[] = [];

export function useViewEntries(): readonly Entry[] {
  const { t } = useTranslation("filter");
  const navigate = useNavigate();
  const open = useOpenProject();
  const projectId = open?.store.projectId ?? 0;
  const { data = NONE } = useQuery({ ...privateViewsQuery(projectId), enabled: projectId > 0 });
  return useMemo(() => {
    if (!open) return [];
    const { shared, mine } = savedViewsOf(open.store.rows("saved_views"), data);
    return [...mine, ...shared].map((view: SavedView): Entry => {
      const where = t(`views.kinds.${view.kind}`);
      return {
        key: `view-${view.ref}`,
        group: "views",
        label: view.name,
        hint: view.shared ? where : `${where} · ${t("views.mine")}`,
        target: target(view.name),
        run: () =>
          void navigate({
            to: `/p/$projectId/${view.kind}`,
            params: { projectId: String(projectId) },
            search: { v: view.ref },
          }),
      };
    });
  }, [open, projectId, data, navigate, t]);
}

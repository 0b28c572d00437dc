/** What the palette finds beyond the open project: asked of the server while somebody types. */

import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { wish } from "~/here/intents";
import { useOpenProject } from "~/here/openProject";
import { type Found, SHORTEST, searchQuery, useQuiet } from "~/here/search";
import { lookSearch } from "~/model/look";
import type { Entry } from "./entries";
import { target } from "./fuzzy";

const MOST = 20;
/** The key of the entry that leads to the Search page. */
export const SEE_ALL = "search";

/** Tasks of all projects and people; last the page on which all of it stands. `local` are the tasks
 * that the palette shows already. */
export function useEverywhere(query: string, local: ReadonlySet<string>): readonly Entry[] {
  const { t } = useTranslation("shell");
  const navigate = useNavigate();
  const open = useOpenProject();
  const asked = query.trim();
  const quiet = useQuiet(asked);
  const { data } = useQuery(searchQuery(quiet, MOST));
  return useMemo(() => {
    if (asked.length < SHORTEST) return [];
    const projects = new Map(data?.projects.map((one) => [one.id, one]));
    const entry = (found: Found): Entry => {
      const project = projects.get(found.project_id ?? 0);
      const code = found.kind === "task" && project?.key ? `${project.key}-${found.code}` : "";
      const here = open?.store.projectId === found.project_id;
      return {
        key: `${found.kind}-${found.id}`,
        group: "everywhere",
        label: found.name,
        hint: [code, project?.name].filter(Boolean).join(" · "),
        target: target(found.name),
        run: () => {
          if (here) wish("task", found.id);
          else if (found.kind === "person") {
            const params = { workspaceId: String(found.workspace_id) };
            void navigate({ to: "/w/$workspaceId/people", params });
          } else {
            void navigate({
              to: "/p/$projectId/gantt",
              params: { projectId: String(found.project_id) },
              search: { ...lookSearch({}), task: found.id },
            });
          }
        },
      };
    };
    const found = (data?.items ?? [])
      .filter((one) => one.kind !== "project")
      .map(entry)
      .filter((one) => !local.has(one.key));
    const label = t("palette.seeAll", { query: asked });
    const all: Entry = {
      key: SEE_ALL,
      group: "everywhere",
      label,
      target: target(label),
      run: () => void navigate({ to: "/search", search: { q: asked } }),
    };
    return [...found, all];
  }, [asked, data, local, navigate, open, t]);
}

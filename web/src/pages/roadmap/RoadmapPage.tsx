/** The open project's roadmap, live as the plan moves. */

import { Button } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useProjectsOf } from "~/here/me";
import { usePanel } from "~/here/panel";
import { useHere } from "~/here/presence";
import { useSession, useStore } from "~/store/react";
import { EmptyState } from "~/ui/EmptyState";
import { isNumber, recall, remember } from "~/views/grid/remember";
import { RoadmapStage } from "./Stage";

const route = getRouteApi("/frame/p/$projectId");
/** Wait for a burst of changes to end before asking again. */
const SETTLE = 300;

export function RoadmapPage() {
  const { t } = useTranslation("roadmap");
  const { store } = useSession();
  const { projectId } = route.useParams();
  const panel = usePanel();
  const name = useStore((s) => s.project.name);
  const [version] = useDebouncedValue(
    useStore((s) => s.version),
    SETTLE,
  );
  const [levels, setLevels] = useState(() => recall("roadmap.levels", 1, isNumber));
  const others = useProjectsOf(store.project.workspace_id).filter((one) => !one.archived);
  const scenario = useStore((s) => s.parentId !== null);
  useHere("roadmap", panel.task);
  return (
    <RoadmapStage
      projects={[store.projectId]}
      version={version}
      levels={levels}
      title={t("title")}
      of={name}
      level={2}
      view="/p/$projectId/roadmap"
      onLevels={(next) => {
        setLevels(next);
        remember("roadmap.levels", next);
      }}
      actions={
        !scenario &&
        others.length > 1 && (
          <Button
            renderRoot={(root) => <Link {...root} to="/roadmap" search={{ projects: projectId }} />}
          >
            {t("withOthers")}
          </Button>
        )
      }
      empty={
        <EmptyState
          level={2}
          title={t("empty")}
          text={t("emptyText")}
          action={
            <Button component={Link} to={`/p/${projectId}/gantt`} variant="filled">
              {t("toGantt")}
            </Button>
          }
        />
      }
    />
  );
}

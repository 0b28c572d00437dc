/** The roadmap of several projects: which they are stands in the address. */

import { Button, Checkbox, Popover } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useProjectsOf, useWorkspace } from "~/here/me";
import { EmptyState } from "~/ui/EmptyState";
import { IconChevronDown } from "~/ui/icons";
import classes from "./Roadmap.module.css";
import { RoadmapStage } from "./Stage";

const route = getRouteApi("/frame/roadmap");

export function RoadmapsPage() {
  const { t } = useTranslation("roadmap");
  const { projects: chosen, levels = 1 } = route.useSearch();
  const navigate = route.useNavigate();
  const workspace = useWorkspace();
  const all = useProjectsOf(workspace?.id).filter((project) => !project.archived);
  const shown = chosen ? numbersOf(chosen) : all.slice(0, MOST).map((project) => project.id);
  const choose = (next: readonly number[]) =>
    void navigate({ search: (before) => ({ ...before, projects: next.join(".") }), replace: true });

  const picker = (
    <Popover position="bottom-end">
      <Popover.Target>
        <Button rightSection={<IconChevronDown size={14} stroke={1.6} />}>
          {t("chosen", { count: shown.length })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.projects}>
        {all.map((project) => (
          <Checkbox
            key={project.id}
            py={4}
            label={project.name}
            checked={shown.includes(project.id)}
            onChange={(event) =>
              choose(
                event.currentTarget.checked
                  ? [...shown, project.id]
                  : shown.filter((id) => id !== project.id),
              )
            }
          />
        ))}
      </Popover.Dropdown>
    </Popover>
  );
  return (
    <RoadmapStage
      projects={shown}
      version={null}
      levels={levels}
      title={t("title")}
      of={workspace?.name}
      view="/p/$projectId/gantt"
      onLevels={(next) => void navigate({ search: (before) => ({ ...before, levels: next }) })}
      actions={picker}
      empty={<EmptyState level={2} title={t("emptyMany")} text={t("emptyManyText")} />}
    />
  );
}

/** As many as the server draws at once. */
const MOST = 50;

function numbersOf(text: string): number[] {
  const found = text
    .split(".")
    .map(Number)
    .filter((id) => Number.isSafeInteger(id) && id > 0);
  return [...new Set(found)].slice(0, MOST);
}

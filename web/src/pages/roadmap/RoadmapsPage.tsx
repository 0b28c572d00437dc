/**
 * The roadmap of several projects: which they are stands in the address, so that a link shares it, and
 * is kept in this browser for the next time.
 */

import { Alert, Button, Checkbox, Group, Popover } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useProjectsOf, useWorkspace } from "~/here/me";
import { projectsQuery } from "~/here/queries";
import { EmptyState } from "~/ui/EmptyState";
import { IconChevronDown } from "~/ui/icons";
import { isNumber, isNumbers, recall, remember } from "~/views/grid/remember";
import classes from "./Roadmap.module.css";
import { RoadmapStage } from "./Stage";

const route = getRouteApi("/frame/roadmap");

export function RoadmapsPage() {
  const { t } = useTranslation("roadmap");
  const { projects: chosen, levels = recall("roadmap.levels", 1, isNumber) } = route.useSearch();
  const navigate = route.useNavigate();
  const workspace = useWorkspace();
  const all = useProjectsOf(workspace?.id).filter((project) => !project.archived);
  const { data: seen } = useSuspenseQuery(projectsQuery);
  const name = `roadmap.projects.${workspace?.id}`;
  const kept = chosen === undefined ? recall<number[]>(name, [], isNumbers) : numbersOf(chosen);
  // A link may name what the reader does not see, and what was kept may be gone.
  const there = kept.filter((id) => seen.some((project) => project.id === id));
  const lacking = chosen === undefined ? 0 : kept.length - there.length;
  const any = there.length > 0 || chosen !== undefined;
  const first = all.slice(0, MOST).map((project) => project.id);
  const shown = any ? there : first;
  const choose = (next: readonly number[]) => {
    remember(name, next);
    void navigate({ search: (before) => ({ ...before, projects: next.join(".") }), replace: true });
  };

  const picker = (
    <Popover position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <Button rightSection={<IconChevronDown size={14} stroke={1.6} />}>
          {t("chosen", { count: shown.length })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.projects}>
        {all.length > 3 && (
          <Group gap={4} mb={4}>
            <Button size="compact-sm" variant="subtle" onClick={() => choose(first)}>
              {t("all")}
            </Button>
            <Button size="compact-sm" variant="subtle" onClick={() => choose([])}>
              {t("none")}
            </Button>
          </Group>
        )}
        {all.map((project) => (
          <Checkbox
            key={project.id}
            py={4}
            label={project.name}
            checked={shown.includes(project.id)}
            disabled={shown.length >= MOST && !shown.includes(project.id)}
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
      onLevels={(next) => {
        remember("roadmap.levels", next);
        void navigate({ search: (before) => ({ ...before, levels: next }) });
      }}
      note={
        lacking > 0 && (
          <Alert variant="light" color="gray" mb="sm">
            {t("lacking", { count: lacking })}
          </Alert>
        )
      }
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

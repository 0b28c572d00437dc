/** The projects of the workspace, each with how it stands. A newcomer is led into the demo once. */

import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CREATES, useProjectsOf, useWorkspace } from "~/here/me";
import type { ProjectItem } from "~/here/queries";
import { isoDate, number } from "~/ui/dates";
import { EmptyState } from "~/ui/EmptyState";
import { IconFileImport, IconPlus } from "~/ui/icons";
import { Page } from "~/ui/Page";
import { DemoNotice } from "./DemoNotice";
import classes from "./ProjectsPage.module.css";
import { useDemoStart, useLed } from "./start";

export function ProjectsPage() {
  const { t } = useTranslation("projects");
  const led = useLed(useDemoStart());
  const workspace = useWorkspace();
  const projects = useProjectsOf(workspace?.id);
  const [archived, setArchived] = useState(false);

  if (led) return null;
  const creates = workspace !== undefined && CREATES.has(workspace.role);
  const current = projects.filter((project) => !project.archived);
  const old = projects.filter((project) => project.archived);
  return (
    <Page
      title={t("title")}
      of={workspace?.name}
      actions={
        <>
          {current.length > 1 && (
            <Button component={Link} to="/roadmap">
              {t("roadmap")}
            </Button>
          )}
          {creates && (
            <>
              <Button
                component={Link}
                to="/import"
                leftSection={<IconFileImport size={16} stroke={1.6} />}
              >
                {t("import")}
              </Button>
              <Button
                component={Link}
                to="/new"
                variant="filled"
                leftSection={<IconPlus size={16} stroke={1.8} />}
              >
                {t("new")}
              </Button>
            </>
          )}
        </>
      }
    >
      {workspace?.demo && <DemoNotice workspace={workspace} />}
      {current.length === 0 && (
        <EmptyState
          level={2}
          title={t("empty.title")}
          text={t(creates ? "empty.text" : "empty.guest")}
          action={
            creates && (
              <>
                <Button component={Link} to="/new" variant="filled">
                  {t("new")}
                </Button>
                <Button component={Link} to="/import">
                  {t("import")}
                </Button>
              </>
            )
          }
        />
      )}
      {current.length > 0 && <List projects={current} label={t("title")} />}
      {old.length > 0 && (
        <div className={classes.archived}>
          <Button variant="subtle" aria-expanded={archived} onClick={() => setArchived(!archived)}>
            {t("archived", { count: old.length })}
          </Button>
          {archived && <List projects={old} label={t("archived", { count: old.length })} />}
        </div>
      )}
    </Page>
  );
}

function List({ projects, label }: { projects: readonly ProjectItem[]; label: string }) {
  const { t } = useTranslation("projects");
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{t("columns.name")}</th>
            <th scope="col">{t("columns.state")}</th>
            <th scope="col">{t("columns.start")}</th>
            <th scope="col">{t("columns.finish")}</th>
            <th scope="col">{t("columns.done")}</th>
            <th scope="col" className={classes.right}>
              {t("columns.tasks")}
            </th>
          </tr>
        </thead>
        <tbody>
          {projects.map((project) => (
            <tr key={project.id}>
              <th scope="row">
                <Link
                  to="/p/$projectId/gantt"
                  params={{ projectId: String(project.id) }}
                  className={classes.name}
                >
                  {project.name}
                </Link>
              </th>
              <td>
                <State project={project} />
              </td>
              <td className="hw-num">{isoDate(project.start)}</td>
              <td className="hw-num">{isoDate(project.finish)}</td>
              <td className="hw-num">
                <span className={classes.meter} aria-hidden>
                  <span style={{ width: `${project.percent_complete}%` }} />
                </span>
                {project.percent_complete} %
              </td>
              <td className={`hw-num ${classes.right}`}>{number(project.tasks)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** On time or late, against the must-finish date or the baseline. */
function State({ project }: { project: ProjectItem }) {
  const { t } = useTranslation("projects");
  const { finish, finish_by: by, baseline_finish: planned } = project;
  if (!finish || project.tasks === 0) return <span className="hw-dim">{t("state.empty")}</span>;
  if (by && finish > by)
    return <Mark tone="critical">{t("state.over", { date: isoDate(by) })}</Mark>;
  if (planned === null) return <span className="hw-dim">{t("state.none")}</span>;
  if (!project.late_minutes || project.late_minutes < 0)
    return <Mark tone="done">{t("state.onTime")}</Mark>;
  const days = Math.round((10 * (project.late_minutes ?? 0)) / project.minutes_per_day) / 10;
  return (
    <Mark tone="late" title={t("state.planned", { date: isoDate(planned) })}>
      {t("state.late", { count: days, days: number(days) })}
    </Mark>
  );
}

function Mark({ tone, title, children }: { tone: string; title?: string; children: string }) {
  return (
    <span className={classes.mark} data-tone={tone} title={title}>
      {children}
    </span>
  );
}

/** The one thing to do on pages that have nothing to show yet: a button that goes there. */

import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { wish } from "~/here/intents";
import { useStore } from "~/store/react";
import type { ProjectStore } from "~/store/types";

export type Staffing = "tasks" | "people" | "enough";

/** What a plan lacks before anybody's work can be counted: tasks, people on them, or nothing. */
export function staffingOf(store: ProjectStore): Staffing {
  if (store.outline().length === 0) return "tasks";
  return store.rows("assignments").size === 0 ? "people" : "enough";
}

/** Opens the first task that still waits for people. */
export function AssignPeople() {
  const { t } = useTranslation("task");
  const first = useStore(firstUnstaffed);
  const edits = useStore((store) => store.may("plan.edit"));
  if (!edits || first === null) return null;
  return (
    <Button variant="filled" onClick={() => wish("task", first)}>
      {t("next.assign")}
    </Button>
  );
}

/** Leads to the workspace's people, by what is to be done there. */
export function ToPeople({ to, primary }: { to: "rates" | "leave"; primary?: boolean }) {
  const { t } = useTranslation("task");
  const workspaceId = useStore((store) => String(store.workspaceId));
  return (
    <Button
      variant={primary ? "filled" : "default"}
      renderRoot={(root) => <Link {...root} to="/w/$workspaceId/people" params={{ workspaceId }} />}
    >
      {t(`next.${to}`)}
    </Button>
  );
}

function firstUnstaffed(store: ProjectStore): number | null {
  const staffed = new Set([...store.rows("assignments").values()].map((row) => row.task_id));
  for (const line of store.outline()) {
    const task = store.task(line.id);
    if (!task?.active || line.hasChildren || task.milestone || staffed.has(line.id)) continue;
    if (task.actual_finish === null) return line.id;
  }
  return null;
}

/** The workflows that a workspace keeps for its projects. */

import { ActionIcon, Button } from "@mantine/core";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { sendToWorkspace } from "~/here/queries";
import { useWorkspaceChange } from "~/here/workspaceChange";
import { workflowOf } from "~/model/workflows";
import { api } from "~/protocol/http";
import type { Tables } from "~/protocol/tables.generated";
import { IconTrash } from "~/ui/icons";
import { Section } from "~/ui/Page";
import { WorkflowEditor } from "./WorkflowEditor";
import classes from "./Workflows.module.css";

/** A project that uses a workflow, and by key of its columns how many cards were put there. */
export interface User {
  readonly id: number;
  readonly name: string;
  readonly cards: Readonly<Record<string, number>>;
}

/** Who uses which workflow: asked anew with the workspace, whose key it begins with. */
const usersQuery = (workspaceId: number) =>
  queryOptions({
    queryKey: ["workspace", workspaceId, "workflows"],
    queryFn: async ({ signal }) =>
      (
        await api.get<{ items: { id: number; projects: User[] }[] }>(
          `/workspaces/${workspaceId}/workflows`,
          signal,
        )
      ).items,
  });

export function WorkflowsSection(props: {
  workspaceId: number;
  version: number;
  rows: readonly Tables["workflows"][];
}) {
  const { t } = useTranslation("workflows");
  const { workspaceId } = props;
  const change = useWorkspaceChange();
  const { data = [] } = useQuery(usersQuery(workspaceId));
  const [open, setOpen] = useState<number | "new" | null>(null);
  const usersOf = (id: number) => data.find((one) => one.id === id)?.projects ?? [];
  const rows = props.rows
    .filter((one) => one.active || usersOf(one.id).length > 0)
    .sort((a, b) => a.name.localeCompare(b.name));
  const row = props.rows.find((one) => one.id === open);

  const set = (id: number, type: string, payload: object, told: string) =>
    void change(() => sendToWorkspace(workspaceId, type, { id, ...payload }), told);

  return (
    <Section title={t("title")} text={t("text")}>
      {rows.length === 0 && <p className="hw-dim">{t("none")}</p>}
      <ul className={classes.list} aria-label={t("list")}>
        {rows.map(({ id, name, initial, active }) => (
          <li key={id}>
            <button
              type="button"
              className={classes.open}
              aria-label={t("edit", { name })}
              onClick={() => setOpen(id)}
            >
              <strong dir="auto">{name}</strong>
            </button>
            <span className={classes.told}>
              {usersOf(id).length > 0 ? t("users", { count: usersOf(id).length }) : t("usersNone")}
            </span>
            {initial && <span className={classes.told}>{t("initialTag")}</span>}
            {!active && <span className={classes.told}>{t("outTag")}</span>}
            {active ? (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t("remove", { name })}
                onClick={() => set(id, "workflow.delete", {}, t("removed", { name }))}
              >
                <IconTrash size={16} />
              </ActionIcon>
            ) : (
              <Button
                size="compact-xs"
                variant="subtle"
                onClick={() =>
                  set(id, "workflow.update", { fields: { active: true } }, t("restored", { name }))
                }
              >
                {t("restore", { name })}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Button mt="sm" onClick={() => setOpen("new")}>
        {t("add")}
      </Button>
      {(open === "new" || row) && (
        <WorkflowEditor
          key={open}
          workspaceId={workspaceId}
          version={props.version}
          id={row?.id ?? null}
          flow={row ? workflowOf(row) : null}
          users={row ? usersOf(row.id) : []}
          onClose={() => setOpen(null)}
        />
      )}
    </Section>
  );
}

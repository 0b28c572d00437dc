/** The templates that workspaces keep: lists, what is inside, and what one does to them. */

import { queryOptions } from "@tanstack/react-query";
import type {
  KeptTemplate,
  NewTemplate,
  RoleProposal,
  RoleProposals,
  TemplateBody,
  TemplateInside,
} from "~/protocol/answers.generated";
import { api } from "~/protocol/http";
import { queryClient } from "./queries";

export type {
  KeptTemplate,
  RoleProposal,
  TemplateInside,
  TemplateLine,
} from "~/protocol/answers.generated";

export type TemplateKind = "project" | "tasks";

/** Those that come along have no workspace; they are left out here. */
export const keptTemplatesQuery = (kind: TemplateKind, workspaceId: number) =>
  queryOptions({
    queryKey: ["templates", "kept", kind, workspaceId],
    queryFn: async ({ signal }) => {
      const { items } = await api.get<{ items: KeptTemplate[] }>(`/templates?kind=${kind}`, signal);
      return items.filter((one) => one.workspace_id === workspaceId);
    },
  });

export const templateQuery = (id: string) =>
  queryOptions({
    queryKey: ["templates", "inside", id],
    queryFn: ({ signal }) => api.get<TemplateInside>(`/templates/${id}`, signal),
  });

export async function templateBody(id: string): Promise<object> {
  return (await api.get<TemplateBody>(`/templates/${id}/body`)).body;
}

export async function proposeRoles(
  projectId: number,
  ids: readonly number[] | null,
): Promise<RoleProposal[]> {
  const asked = ids === null ? {} : { task_ids: ids };
  const path = `/projects/${projectId}/template-roles`;
  return (await api.post<RoleProposals>(path, asked)).items;
}

export async function keepTemplate(
  projectId: number,
  values: { name: string; description: string; roles: Record<number, string> },
  ids: readonly number[] | null,
): Promise<NewTemplate> {
  const more = ids === null ? {} : { task_ids: ids };
  const made = await api.post<NewTemplate>(`/projects/${projectId}/templates`, {
    ...values,
    ...more,
  });
  await queryClient.invalidateQueries({ queryKey: ["templates"] });
  return made;
}

export async function changeTemplate(
  id: string,
  values: Partial<Pick<KeptTemplate, "name" | "description" | "removed">>,
): Promise<void> {
  await api.patch(`/templates/${id}`, values);
  await queryClient.invalidateQueries({ queryKey: ["templates"] });
}

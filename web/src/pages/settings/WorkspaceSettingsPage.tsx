/** A workspace's settings: its name, its members, whom to let in, and what its projects share. */

import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { queryClient, rowsOf, sendToWorkspace, workspaceQuery } from "~/here/queries";
import { useWorkspaceChange } from "~/here/workspaceChange";
import { useWorkspaceNews } from "~/here/workspaceNews";
import { WorkflowsSection } from "~/pages/workflows/WorkflowsSection";
import type { Invitation } from "~/protocol/answers.generated";
import { api, Refusal } from "~/protocol/http";
import type { MemberRow } from "~/protocol/tables.generated";
import { CopyField } from "~/ui/CopyField";
import { Fields, Page, Section } from "~/ui/Page";
import { SavedInput } from "~/ui/SavedInput";
import classes from "./Settings.module.css";

const route = getRouteApi("/frame/w/$workspaceId/settings");
const ROLES = ["owner", "manager", "member", "viewer"] as const;
const INVITED = ["member", "viewer", "manager", "owner"] as const;

export function WorkspaceSettingsPage() {
  const { t } = useTranslation("settings");
  const workspaceId = Number(route.useParams().workspaceId);
  const { data } = useSuspenseQuery(workspaceQuery(workspaceId));
  useWorkspaceNews(workspaceId, data.version);
  const change = useWorkspaceChange();
  const may = new Set(data.viewer.capabilities);
  const [workspace] = rowsOf(data, "workspaces");
  const members = rowsOf(data, "members").sort((a, b) => a.name.localeCompare(b.name));

  const rename = (name: string) =>
    void change(async () => {
      const done = await sendToWorkspace(workspaceId, "workspace.update", { name });
      await queryClient.invalidateQueries({ queryKey: ["me"] });
      return done;
    });

  return (
    <Page title={t("workspace.title")} of={workspace?.name}>
      <Section title={t("workspace.general")}>
        <Fields>
          <SavedInput
            label={t("workspace.name")}
            value={workspace?.name ?? ""}
            required
            maxLength={200}
            disabled={!may.has("workspace.edit")}
            onSave={rename}
          />
        </Fields>
      </Section>
      <Section title={t("members.title")} text={t("members.text")}>
        <Members workspaceId={workspaceId} members={members} edits={may.has("members.edit")} />
      </Section>
      {may.has("members.edit") && <Invite workspaceId={workspaceId} />}
      {may.has("projects.manage") && (
        <WorkflowsSection
          workspaceId={workspaceId}
          version={data.version}
          rows={rowsOf(data, "workflows")}
        />
      )}
    </Page>
  );
}

function Members(props: { workspaceId: number; members: readonly MemberRow[]; edits: boolean }) {
  const { t } = useTranslation("settings");
  const change = useWorkspaceChange();
  const { workspaceId, edits } = props;
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={t("members.title")}>
        <thead>
          <tr>
            <th scope="col">{t("members.name")}</th>
            <th scope="col">{t("members.email")}</th>
            <th scope="col">{t("members.role")}</th>
            {edits && <td />}
          </tr>
        </thead>
        <tbody>
          {props.members.map((member) => (
            <tr key={member.id}>
              <th scope="row">{member.name || member.email}</th>
              <td>{member.email}</td>
              <td>
                {edits && member.role !== "guest" ? (
                  <NativeSelect
                    aria-label={t("members.roleOf", { name: member.name || member.email })}
                    value={member.role}
                    onChange={(event) =>
                      void change(
                        () =>
                          sendToWorkspace(workspaceId, "member.update", {
                            id: member.id,
                            fields: { role: event.currentTarget.value },
                          }),
                        t("members.changed", { name: member.name || member.email }),
                      )
                    }
                    data={ROLES.map((value) => ({ value, label: t(`roles.${value}`) }))}
                  />
                ) : (
                  t(`roles.${member.role}`)
                )}
              </td>
              {edits && (
                <td className={classes.right}>
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    aria-label={t("members.removeOf", { name: member.name || member.email })}
                    onClick={() =>
                      void change(
                        () => sendToWorkspace(workspaceId, "member.remove", { id: member.id }),
                        t("members.removed", { name: member.name || member.email }),
                      )
                    }
                  >
                    {t("members.remove")}
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Invite({ workspaceId }: { workspaceId: number }) {
  const { t } = useTranslation("settings");
  const [link, setLink] = useState("");
  const [error, setError] = useState("");

  const invite = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setError("");
    setLink("");
    try {
      const answer = await api.post<Invitation>(`/workspaces/${workspaceId}/invitations`, {
        email: form.get("email"),
        role: form.get("role"),
      });
      setLink(answer.link);
    } catch (refused) {
      if (!(refused instanceof Refusal)) throw refused;
      setError(refused.message);
    }
  };

  return (
    <Section title={t("invite.title")} text={t("invite.text")}>
      <form onSubmit={(event) => void invite(event)}>
        <Fields>
          <TextInput name="email" type="email" label={t("members.email")} error={error} required />
          <NativeSelect
            name="role"
            label={t("members.role")}
            data={INVITED.map((value) => ({ value, label: t(`roles.${value}`) }))}
          />
          <div>
            <Button type="submit" variant="filled">
              {t("invite.do")}
            </Button>
          </div>
          {link && <CopyField label={t("invite.link")} value={link} autoFocus />}
        </Fields>
      </form>
    </Section>
  );
}

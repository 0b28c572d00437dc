/** Lets people in: a link for this page, and links that make somebody a member or a guest. */

import { Button, Modal, NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { workspaceQuery } from "~/here/queries";
import type { Invitation } from "~/protocol/answers.generated";
import { api, Refusal } from "~/protocol/http";
import { useSession, useStore } from "~/store/react";
import { CopyField } from "~/ui/CopyField";
import classes from "./ShareDialog.module.css";

const ROLES = ["member", "viewer", "manager", "guest"] as const;

export function ShareDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("shell");
  const name = useStore((store) => store.project.name);
  const workspaceId = useStore((store) => store.workspaceId);
  const { data } = useQuery(workspaceQuery(workspaceId));
  const invites = data?.viewer.capabilities.includes("members.edit") ?? false;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("share.title", { name })}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <div className={classes.part}>
        <CopyField label={t("share.page")} value={window.location.href} />
      </div>
      {invites ? (
        <Invite workspaceId={workspaceId} />
      ) : (
        <p className="hw-dim">{t("share.onlyOwners")}</p>
      )}
    </Modal>
  );
}

function Invite({ workspaceId }: { workspaceId: number }) {
  const { t } = useTranslation("shell");
  const { store } = useSession();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<string>("member");
  const [branch, setBranch] = useState("");
  const [link, setLink] = useState("");
  const [error, setError] = useState("");
  const branches = store.outline().filter((line) => line.level < 3);
  const guest = role === "guest";

  const make = async (event: FormEvent) => {
    event.preventDefault();
    setError("");
    setLink("");
    try {
      const answer = await api.post<Invitation>(`/workspaces/${workspaceId}/invitations`, {
        email,
        role,
        project_id: store.projectId,
        ...(guest ? { branch_id: Number(branch || branches[0]?.id) } : {}),
      });
      setLink(answer.link);
    } catch (refused) {
      if (!(refused instanceof Refusal)) throw refused;
      setError(refused.message);
    }
  };

  return (
    <form className={classes.part} onSubmit={(event) => void make(event)}>
      <p className="hw-dim">{t("share.text")}</p>
      <TextInput
        type="email"
        label={t("share.email")}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
        error={error}
        required
        autoComplete="off"
      />
      <NativeSelect
        label={t("share.role")}
        value={role}
        onChange={(event) => setRole(event.currentTarget.value)}
        data={ROLES.map((value) => ({ value, label: t(`share.roles.${value}`) }))}
      />
      {guest && (
        <NativeSelect
          label={t("share.branch")}
          description={t("share.branchHint")}
          value={branch}
          onChange={(event) => setBranch(event.currentTarget.value)}
          data={branches.map((line) => ({
            value: String(line.id),
            label: `${line.wbs} ${store.task(line.id)?.name ?? ""}`,
          }))}
        />
      )}
      <div>
        <Button type="submit" variant="filled">
          {t("share.make")}
        </Button>
      </div>
      {link && <CopyField label={t("share.link")} value={link} autoFocus />}
    </form>
  );
}

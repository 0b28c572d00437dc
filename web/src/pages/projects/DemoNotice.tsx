/** Says that this is the demo, and offers to reset it or to leave it for one's own. */

import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "~/here/me";
import { useChosenWorkspace } from "~/here/memory";
import { queryClient, type WorkspaceItem } from "~/here/queries";
import { api, Refusal } from "~/protocol/http";
import { toasts } from "~/ui/toasts";
import classes from "./ProjectsPage.module.css";

export function DemoNotice({ workspace }: { workspace: WorkspaceItem }) {
  const { t } = useTranslation("projects");
  const { workspaces } = useMe();
  const [, choose] = useChosenWorkspace();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);

  const tell = (error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
    toasts.show({ tone: "bad", text: error.message });
  };

  const reset = async () => {
    setBusy(true);
    try {
      const anew = await api.post<{ workspace_id: number }>("/demo/reset");
      // It is another workspace now: of the old one nothing is asked any more.
      const stays = ({ queryKey }: { queryKey: readonly unknown[] }) =>
        !queryKey.includes(workspace.id);
      await queryClient.cancelQueries({ predicate: (query) => !stays(query) });
      await queryClient.invalidateQueries({ predicate: stays });
      // Whoever reset it stays there.
      choose(anew.workspace_id);
      toasts.show({ tone: "good", text: t("demo.wasReset") });
    } catch (error) {
      tell(error);
    } finally {
      setBusy(false);
    }
  };

  const startMine = async () => {
    try {
      const own = workspaces.find((one) => !one.demo && one.role !== "guest");
      const target =
        own ?? (await api.post<WorkspaceItem>("/workspaces", { name: t("demo.mine") }));
      await queryClient.invalidateQueries({ queryKey: ["me"] });
      choose(target.id);
      await navigate({ to: "/new" });
    } catch (error) {
      tell(error);
    }
  };

  return (
    <div className={classes.demo}>
      <p>{t("demo.text")}</p>
      {workspace.role === "owner" && (
        <Button onClick={() => void reset()} loading={busy}>
          {t("demo.reset")}
        </Button>
      )}
      <Button variant="filled" onClick={() => void startMine()}>
        {t("demo.start")}
      </Button>
    </div>
  );
}

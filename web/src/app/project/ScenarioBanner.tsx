/** Says that what is open is a scenario, of what, and what can be done with it. */

import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { queryClient } from "~/here/queries";
import { type Scenario, scenarioQuery } from "~/here/scenarios";
import { tellUndoable } from "~/here/undo";
import { api, Refusal } from "~/protocol/http";
import { uuid } from "~/protocol/uuid";
import { useSession, useStore } from "~/store/react";
import { IconGitBranch } from "~/ui/icons";
import { toasts } from "~/ui/toasts";
import classes from "./ScenarioBanner.module.css";

export function ScenarioBanner() {
  const { store } = useSession();
  return store.parentId === null ? null : <Banner id={store.projectId} project={store.parentId} />;
}

function Banner({ id, project }: { id: number; project: number }) {
  const { t } = useTranslation("scenarios");
  const version = useStore((store) => store.version);
  const edits = useStore((store) => store.may("plan.edit"));
  const { data } = useQuery(scenarioQuery(id, version));
  const navigate = useNavigate();
  const params = { projectId: String(project) };
  const state = data?.state ?? "open";

  const drop = async (scenario: Scenario) => {
    try {
      const { id: changeset } = await api.post<{ id: number }>("/commands", {
        id: uuid(),
        type: "scenario.drop",
        schema: 1,
        base: {},
        stream: project,
        payload: { id },
      });
      tellUndoable(
        { text: t("dropped", { name: scenario.name }), of: changeset },
        () => void undo(changeset),
      );
      await navigate({ to: "/p/$projectId/scenarios", params });
    } catch (error) {
      tell(error);
    }
  };

  return (
    <section className={classes.banner} aria-label={t("banner.label")} data-testid="scenario">
      <IconGitBranch size={16} stroke={1.8} />
      <span className={classes.text}>
        {data && (
          <>
            {t("banner.scenario")} <strong>{data.name}</strong> {t("banner.of")}{" "}
            <Link to="/p/$projectId/gantt" params={params}>
              {data.project.name}
            </Link>
            {state === "open" ? (
              <span className={classes.dim}> {t("banner.safe")}</span>
            ) : (
              <span className={classes.dim}> {t(`banner.${state}`)}</span>
            )}
          </>
        )}
      </span>
      <Button
        size="compact-sm"
        renderRoot={(root) => (
          <Link {...root} to="/p/$projectId/scenarios" params={params} search={{ with: id }} />
        )}
      >
        {t("compare")}
      </Button>
      {edits && state === "open" && data && (
        <>
          {data.behind > 0 && (
            <Button
              size="compact-sm"
              renderRoot={(root) => (
                <Link
                  {...root}
                  to="/p/$projectId/scenarios"
                  params={params}
                  search={{ rebase: id }}
                />
              )}
            >
              {t("rebase")}
            </Button>
          )}
          <Button
            size="compact-sm"
            renderRoot={(root) => (
              <Link {...root} to="/p/$projectId/scenarios" params={params} search={{ merge: id }} />
            )}
          >
            {t("merge")}
          </Button>
          <Button size="compact-sm" onClick={() => void drop(data)}>
            {t("drop")}
          </Button>
        </>
      )}
    </section>
  );
}

async function undo(changeset: number): Promise<void> {
  try {
    await api.post(`/changesets/${changeset}/undo`);
    await queryClient.invalidateQueries({ queryKey: ["scenario"] });
  } catch (error) {
    tell(error);
  }
}

function tell(error: unknown): void {
  if (!(error instanceof Refusal)) throw error;
  toasts.show({ tone: "bad", text: error.message });
}

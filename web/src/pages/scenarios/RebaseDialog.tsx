/** Bringing a scenario up to date: what comes into it, and a choice where both changed the same. */

import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { rebaseScenario, rebaseStep } from "~/commands/scenarios";
import type { ScenarioItem } from "~/here/scenarios";
import type { Changeset } from "~/protocol/envelope";
import { api } from "~/protocol/http";
import { useSession, useStore } from "~/store/react";
import { type Chosen, MeetingDialog } from "./MeetingDialog";

export function RebaseDialog(props: { scenario: ScenarioItem; onClose: () => void }) {
  const { t } = useTranslation("scenarios");
  const { scenario, onClose } = props;
  return (
    <MeetingDialog
      scenario={scenario}
      way="rebase"
      title={t("rebasing.title", { name: scenario.name })}
      go={t("rebasing.do")}
      done={t("rebased", { name: scenario.name })}
      send={rebaseScenario}
      effect={(chosen) => (
        <>
          <p>{t("rebasing.text")}</p>
          <Effect scenario={scenario} {...chosen} />
        </>
      )}
      onClose={onClose}
    />
  );
}

/** How many tasks of the scenario get other dates; where nobody chose yet, as the scenario has it. */
function Effect({ scenario, choices, rest }: Chosen & { scenario: ScenarioItem }) {
  const { t } = useTranslation("scenarios");
  const { store } = useSession();
  const version = useStore((one) => one.version);
  const { data } = useQuery({
    queryKey: ["scenario", scenario.id, "rebase-preview", version, choices, rest ?? null],
    queryFn: async () => {
      const commands = [rebaseStep(scenario.id, choices, rest ?? "yours")];
      const told = await api.post<{ changesets: Changeset[] }>(
        `/projects/${store.projectId}/preview`,
        { commands },
      );
      const inside = told.changesets.find((one) => one.stream === scenario.id);
      return inside?.results.schedule?.id?.length ?? 0;
    },
    retry: false,
    gcTime: 0,
  });
  if (data === undefined) return null;
  return (
    <p className="hw-dim" data-testid="rebase-effect">
      {data ? t("rebasing.effect", { count: data }) : t("rebasing.effectNone")}
    </p>
  );
}

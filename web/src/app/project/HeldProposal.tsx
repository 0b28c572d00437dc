/** A proposal above the plan in which its dates are shown: apply, drop or hide it. */

import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type Dates, type Held, type HeldRun, holdProposal } from "~/here/preview";
import { drop, tasksOf, useApplyPreview } from "~/pages/levelling/apply";
import {
  datesOf,
  type LevellingRun,
  levellingRunQuery,
  type Preview,
  standingOf,
} from "~/pages/levelling/query";
import { moved } from "~/pages/levelling/words";
import { useRevision, useSession, useStore } from "~/store/react";
import { HeldBar } from "./HeldBar";
import { HeldChangeBar, useChangeDates } from "./HeldChange";

const route = getRouteApi("/frame/p/$projectId");

/** The dates that what is held would bring; null without, and once the plan is another. */
export function useHeldDates(held: Held | null): Dates | null {
  const { store } = useSession();
  const revision = useRevision();
  const run = held && "runId" in held ? held.runId : null;
  const { data } = useQuery({ ...levellingRunQuery(run ?? 0), enabled: run !== null });
  const preview = run !== null && data?.id === run ? data.result : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the store is read anew each revision
  const levelled = useMemo(
    () => (preview && standingOf(store, preview) === "open" ? datesOf(store, preview) : null),
    [store, preview, revision],
  );
  const changed = useChangeDates(held && "commands" in held ? held : null);
  return changed.dates ?? levelled;
}

export function HeldProposal({ held }: { held: Held }) {
  return "commands" in held ? <HeldChangeBar held={held} /> : <HeldLevelling held={held} />;
}

function HeldLevelling({ held }: { held: HeldRun }) {
  const { data } = useQuery(levellingRunQuery(held.runId));
  if (!data?.result) return null;
  return <Bar run={data} preview={data.result} />;
}

function Bar({ run, preview }: { run: LevellingRun; preview: Preview }) {
  const { t } = useTranslation("levelling");
  const navigate = useNavigate();
  const { projectId } = route.useParams();
  const apply = useApplyPreview();
  const edits = useStore((store) => store.may("plan.edit"));
  const standing = useStore((store) => standingOf(store, preview));
  useEffect(() => {
    if (standing === "applied") holdProposal(null);
  }, [standing]);
  const own = preview.projects.find((one) => one.id === Number(projectId));
  const back = () => {
    holdProposal(null);
    void navigate({ to: "/p/$projectId/levelling", params: { projectId } });
  };
  return (
    <HeldBar
      label={t("held.label")}
      apply={
        standing === "open" && edits
          ? { label: t("preview.apply"), run: () => void apply(preview) }
          : undefined
      }
      drop={{ label: t("preview.drop"), run: () => void drop(run) }}
      back={{ label: t("held.back"), run: back }}
    >
      {standing === "outdated"
        ? t("preview.outdated")
        : t("held.text", { count: tasksOf(preview) })}
      {own && standing === "open" && (
        <span className="hw-num">
          {" · "}
          {t("preview.finish")} {moved(own.finish_before, own.finish)}
        </span>
      )}
    </HeldBar>
  );
}

/** A proposal above the plan in which its dates are shown: apply, drop or hide it. */

import { Button } from "@mantine/core";
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
import { HeldChangeBar, useChangeDates } from "./HeldChange";
import classes from "./HeldProposal.module.css";

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
  return (
    <section className={classes.bar} aria-label={t("held.label")} data-testid="held">
      <span className={classes.words}>
        {standing === "outdated"
          ? t("preview.outdated")
          : t("held.text", { count: tasksOf(preview) })}
        {own && standing === "open" && (
          <span className="hw-num">
            {" · "}
            {t("preview.finish")} {moved(own.finish_before, own.finish)}
          </span>
        )}
      </span>
      {standing === "open" && edits && (
        <Button variant="filled" size="compact-sm" onClick={() => void apply(preview)}>
          {t("preview.apply")}
        </Button>
      )}
      <Button variant="default" size="compact-sm" onClick={() => void drop(run)}>
        {t("preview.drop")}
      </Button>
      <Button
        variant="subtle"
        size="compact-sm"
        onClick={() => {
          holdProposal(null);
          void navigate({ to: "/p/$projectId/levelling", params: { projectId } });
        }}
      >
        {t("held.back")}
      </Button>
    </section>
  );
}

/** A change in preview above the plan: what moves by it, to apply or to drop. */

import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Dates, type HeldChange, holdProposal } from "~/here/preview";
import { useApplyChange } from "~/pages/history/apply";
import type { ScheduleRow } from "~/protocol/tables.generated";
import { useSession, useStore } from "~/store/react";
import type { ProjectStore } from "~/store/types";
import { planDate } from "~/ui/dates";
import { HeldBar } from "./HeldBar";

interface Shown {
  dates: Dates | null;
  /** Why it cannot be made any more. */
  problem: string | null;
}

/** The dates that a held change would bring to the plan as it is now. */
export function useChangeDates(held: HeldChange | null): Shown {
  const session = useSession();
  const version = useStore((store) => store.version);
  const { data } = useQuery({
    queryKey: ["held", session.store.projectId, version, held?.commands],
    enabled: held !== null,
    // A drag meanwhile asks for its own preview, and this one may come back empty.
    retry: 5,
    retryDelay: 500,
    gcTime: 0,
    queryFn: async () => {
      const found = await session.preview(held?.commands ?? []);
      if (!found) throw new Error("overtaken");
      return found;
    },
  });
  if (!held || !data) return { dates: null, problem: null };
  return { dates: data.problem ? null : data.schedule, problem: data.problem?.detail ?? null };
}

export function HeldChangeBar({ held }: { held: HeldChange }) {
  const { t } = useTranslation("shell");
  const session = useSession();
  const { dates, problem } = useChangeDates(held);
  const navigate = useNavigate();
  const applyChange = useApplyChange();
  const edits = useStore((store) => store.may("plan.edit"));
  const [busy, setBusy] = useState(false);
  const apply = async () => {
    setBusy(true);
    const done = await applyChange(held.commands, held.done);
    setBusy(false);
    if (done) holdProposal(null);
  };
  const back = () => {
    holdProposal(null);
    const projectId = String(session.store.projectId);
    void navigate({ to: `/p/$projectId/${held.view}`, params: { projectId } });
  };
  return (
    <HeldBar
      label={t("held.label")}
      apply={
        edits && !problem
          ? { label: held.apply, run: () => void apply(), busy, ready: dates !== null }
          : undefined
      }
      drop={{ label: t("held.drop"), run: () => holdProposal(null) }}
      back={{ label: held.back, run: back }}
    >
      {held.title}
      {" · "}
      {problem ?? (dates ? <Moves dates={dates} store={session.store} /> : t("held.asking"))}
    </HeldBar>
  );
}

function Moves({ dates, store }: { dates: Dates; store: ProjectStore }) {
  const { t } = useTranslation("shell");
  const before = last(store.schedules());
  const after = last(new Map([...store.schedules(), ...dates]));
  const count = [...dates.values()].filter((row) => moves(store, row)).length;
  return (
    <>
      {t("held.moves", { count })}
      <span className="hw-num">
        {" · "}
        {t("held.finish")} {planDate(before)}
        {after !== before && ` → ${planDate(after)}`}
      </span>
    </>
  );
}

function moves(store: ProjectStore, row: ScheduleRow): boolean {
  const now = store.schedule(row.id);
  if (!now || store.outlineLine(row.id)?.hasChildren) return false;
  return now.start !== row.start || now.finish !== row.finish;
}

const last = (rows: ReadonlyMap<number, ScheduleRow>): number =>
  [...rows.values()].reduce(
    (latest, row) => Math.max(latest, row.finish),
    Number.NEGATIVE_INFINITY,
  );

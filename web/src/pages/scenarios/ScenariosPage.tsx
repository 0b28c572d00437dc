/** Scenarios of the project: begin one, see them side by side with it, merge or drop them. */

import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { usePanel } from "~/here/panel";
import { useHere } from "~/here/presence";
import { comparisonQuery, type ScenarioItem, scenariosQuery } from "~/here/scenarios";
import { useSession, useStore } from "~/store/react";
import { EmptyState } from "~/ui/EmptyState";
import { IconPlus } from "~/ui/icons";
import { Page, Section } from "~/ui/Page";
import { Skeleton } from "~/ui/Skeleton";
import { Differences } from "./Differences";
import { Figures } from "./Figures";
import { MergeDialog } from "./MergeDialog";
import { NameDialog } from "./NameDialog";
import { useOdds } from "./odds";
import { People } from "./People";
import { RebaseDialog } from "./RebaseDialog";
import { Closed, ScenarioList } from "./ScenarioList";
import classes from "./ScenariosPage.module.css";

const route = getRouteApi("/frame/p/$projectId/scenarios");
/** The server puts no more beside each other. */
const MOST = 6;

export function ScenariosPage() {
  const { t } = useTranslation("scenarios");
  const { store } = useSession();
  const id = store.projectId;
  const version = useStore((one) => one.version);
  const name = useStore((one) => one.project.name);
  const edits = useStore((one) => one.may("plan.edit"));
  const panel = usePanel();
  const search = route.useSearch();
  const navigate = useNavigate();
  const { data, error } = useQuery({ ...scenariosQuery(id, version), enabled: !store.parentId });
  const [beginning, setBeginning] = useState(false);
  useHere("scenarios", panel.task);
  useEffect(() => {
    // A scenario has none of its own: they are those of its project.
    if (store.parentId === null) return;
    const params = { projectId: String(store.parentId) };
    void navigate({ to: "/p/$projectId/scenarios", params, replace: true });
  }, [store, navigate]);

  if (error) throw error;
  const open = data?.filter((one) => one.state === "open") ?? [];
  const closed = data?.filter((one) => one.state !== "open") ?? [];
  const merging = open.find((one) => one.id === search.merge);
  const rebasing = open.find((one) => one.id === search.rebase);
  /** Open the dialog of one scenario; without one, close it. */
  const about = (what: "merge" | "rebase", scenario?: number) =>
    void navigate({
      to: ".",
      search: ({ merge: _, rebase: __, ...rest }: Record<string, unknown>) =>
        scenario === undefined ? rest : { ...rest, [what]: scenario },
      replace: true,
    });
  const begin = (
    <Button
      variant="filled"
      leftSection={<IconPlus size={16} stroke={1.8} />}
      onClick={() => setBeginning(true)}
    >
      {t("new")}
    </Button>
  );

  return (
    <Page
      title={t("title")}
      of={name}
      level={2}
      lead={open.length > 0 && t("lead")}
      actions={edits && open.length > 0 && begin}
    >
      {!data ? (
        <Skeleton />
      ) : open.length === 0 ? (
        <EmptyState
          level={2}
          title={t("empty.title")}
          text={t("empty.text")}
          action={edits && begin}
        />
      ) : (
        <SideBySide
          key={search.with ?? 0}
          items={open}
          first={search.with}
          onMerge={(id) => about("merge", id)}
          onRebase={(id) => about("rebase", id)}
          onOpenTask={panel.open}
        />
      )}
      {closed.length > 0 && <Closed items={closed} />}
      {beginning && <NameDialog onClose={() => setBeginning(false)} />}
      {merging && <MergeDialog scenario={merging} onClose={() => about("merge")} />}
      {rebasing && <RebaseDialog scenario={rebasing} onClose={() => about("rebase")} />}
    </Page>
  );
}

function SideBySide(props: {
  items: readonly ScenarioItem[];
  first: number | undefined;
  onMerge: (id: number) => void;
  onRebase: (id: number) => void;
  onOpenTask: (id: number) => void;
}) {
  const { t } = useTranslation("scenarios");
  const { store } = useSession();
  const version = useStore((one) => one.version);
  const [off, setOff] = useState<ReadonlySet<number>>(
    () =>
      new Set(
        props.first === undefined
          ? props.items.slice(MOST).map((one) => one.id)
          : props.items.filter((one) => one.id !== props.first).map((one) => one.id),
      ),
  );
  const [base, setBase] = useState(false);
  const chosen = props.items.map((one) => one.id).filter((id) => !off.has(id));
  const { data: compared, error } = useQuery({
    ...comparisonQuery(store.projectId, version, chosen, base),
    enabled: chosen.length > 0,
  });
  const odds = useOdds(store.projectId, chosen.length > 0 ? compared : undefined);
  const { data } = odds;
  if (error) throw error;
  const turn = (id: number) =>
    setOff((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });

  return (
    <>
      <ScenarioList
        items={props.items}
        beside={new Set(chosen)}
        full={chosen.length >= MOST}
        onBeside={turn}
        onMerge={props.onMerge}
        onRebase={props.onRebase}
      />
      <Section
        title={t("side.title")}
        level={3}
        actions={
          chosen.length > 0 && (
            <label className={classes.check}>
              <input
                className={classes.pick}
                type="checkbox"
                checked={base}
                onChange={(event) => setBase(event.currentTarget.checked)}
              />
              {t("side.withBase")}
            </label>
          )
        }
      >
        {chosen.length === 0 ? (
          <p className="hw-dim">{t("side.none")}</p>
        ) : data ? (
          <Figures data={data} odds={odds} />
        ) : (
          <Skeleton />
        )}
      </Section>
      {chosen.length > 0 && data && (
        <>
          <Section title={t("differences.title")} level={3}>
            <Differences data={data} onOpen={props.onOpenTask} />
          </Section>
          <Section title={t("people.title")} level={3}>
            <People data={data} />
          </Section>
        </>
      )}
    </>
  );
}

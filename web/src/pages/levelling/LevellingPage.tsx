/** Who is asked for more than they have, and what moving work would mend it. */

import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { clearLevelling } from "~/commands";
import { usePanel } from "~/here/panel";
import { useHere } from "~/here/presence";
import { beginRun, isUnderway, runsQuery } from "~/here/runs";
import { fromIso } from "~/model/moments";
import { otherDay } from "~/model/zones";
import { Refusal } from "~/protocol/http";
import { useSession, useStore } from "~/store/react";
import { FirstTask } from "~/task/FirstTask";
import { AssignPeople, staffingOf, ToPeople } from "~/task/NextStep";
import { atPlace, planDate } from "~/ui/dates";
import { EmptyState } from "~/ui/EmptyState";
import { Page, Section } from "~/ui/Page";
import { Skeleton } from "~/ui/Skeleton";
import { toasts } from "~/ui/toasts";
import { drop } from "./apply";
import classes from "./LevellingPage.module.css";
import { Neighbours, OptionsPart, useOptions } from "./OptionsPart";
import { Overs } from "./Overs";
import { PreviewPart } from "./PreviewPart";
import { ProgressPart } from "./ProgressPart";
import { KIND, levellingRunQuery, type Overallocations, overallocationsQuery } from "./query";

export function LevellingPage() {
  const { t } = useTranslation("levelling");
  const session = useSession();
  const { projectId } = session.store;
  const version = useStore((store) => store.version);
  const workspaceVersion = useStore((store) => store.workspaceVersion);
  const name = useStore((store) => store.project.name);
  const edits = useStore((store) => store.may("plan.edit"));
  const panel = usePanel();
  const [options, setOptions] = useOptions(projectId);
  const { data, error } = useQuery(
    overallocationsQuery(projectId, version + workspaceVersion, options.others),
  );
  const { data: runs } = useQuery(runsQuery(projectId, KIND));
  const newest = runs?.[0];
  const { data: run } = useQuery({
    ...levellingRunQuery(newest?.id ?? 0),
    enabled: newest !== undefined,
  });
  useHere("levelling", panel.task);

  if (error) throw error;
  const begin = async () => {
    try {
      await beginRun(projectId, KIND, known(options, data));
    } catch (problem) {
      if (!(problem instanceof Refusal)) throw problem;
      toasts.show({ tone: "bad", text: problem.message });
    }
  };
  const clear = data !== undefined && data.delayed > 0 && edits && (
    <Button variant="default" onClick={() => void clearLevelling(session)}>
      {t("clear", { count: data.delayed })}
    </Button>
  );
  const current = newest && run?.id === newest.id ? run : undefined;
  return (
    <Page
      title={t("title")}
      of={name}
      level={2}
      lead={data && <Lead data={data} />}
      actions={clear || undefined}
    >
      {!data ? (
        <Skeleton />
      ) : (
        <>
          {current && isUnderway(current) && <ProgressPart run={current} />}
          {current?.state === "failed" && (
            <div className={classes.failed} role="alert">
              <span>{current.error}</span>
              <Button variant="subtle" size="compact-sm" onClick={() => void drop(current)}>
                {t("dismiss")}
              </Button>
            </div>
          )}
          {current?.result && <PreviewPart run={current} preview={current.result} />}
          {data.items.length === 0 ? (
            <>
              <NothingToLevel />
              {/* Somebody may be asked for too much by several projects, and by none of them alone. */}
              <Neighbours options={options} onChange={setOptions} projects={data.projects} />
            </>
          ) : (
            <>
              <Section title={t("overs.title")} level={3}>
                <Overs items={data.items} more={data.more} onOpen={panel.open} />
              </Section>
              {!isUnderway(current) && (
                <OptionsPart
                  options={options}
                  onChange={setOptions}
                  projects={data.projects}
                  again={current?.result != null}
                  onRun={() => void begin()}
                />
              )}
            </>
          )}
        </>
      )}
    </Page>
  );
}

/** Nobody has too much: because nobody works on anything yet, or because all of it fits. */
function NothingToLevel() {
  const { t } = useTranslation("levelling");
  const lacks = useStore(staffingOf);
  const next =
    lacks === "tasks" ? (
      <FirstTask />
    ) : lacks === "people" ? (
      <AssignPeople />
    ) : (
      <ToPeople to="leave" />
    );
  return (
    <EmptyState
      level={2}
      title={t(lacks === "enough" ? "empty.title" : "empty.nobody")}
      text={lacks === "enough" ? `${t("empty.text")} ${t("empty.enough")}` : t("empty.text")}
      action={next}
    />
  );
}

function Lead({ data }: { data: Overallocations }) {
  const { t } = useTranslation("levelling");
  const zone = useStore((store) => store.project.zone);
  const date = atPlace(planDate(fromIso(data.since) ?? 0), otherDay(zone));
  const people = new Set(data.items.map((item) => item.resource_id)).size;
  if (data.items.length === 0) return t("leadNone", { date });
  return t("lead", { count: people, date });
}

/** The options without projects that no longer share people. */
function known<T extends { projects: number[] }>(options: T, data: Overallocations | undefined): T {
  const there = new Set(data?.projects.filter((one) => one.edits).map((one) => one.id));
  return { ...options, projects: options.projects.filter((id) => there.has(id)) };
}

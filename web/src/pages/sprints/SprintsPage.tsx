/** Burndown, burnup and report of a sprint, and the velocity of the last ones. */

import { Button, NativeSelect, SegmentedControl } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePanel } from "~/here/panel";
import { useHere } from "~/here/presence";
import {
  MEASURES,
  type Measure,
  type Sprints,
  type SprintTold,
  sprintQuery,
  sprintsQuery,
} from "~/here/scrum";
import { DAY } from "~/model/moments";
import { allSprints } from "~/model/scrum";
import type { Sprint } from "~/model/sprints";
import { useRevision, useSession, useStore } from "~/store/react";
import { Chart } from "~/ui/Chart";
import { isoDate, number, planRange } from "~/ui/dates";
import { EmptyState } from "~/ui/EmptyState";
import { Page, Section } from "~/ui/Page";
import { Skeleton } from "~/ui/Skeleton";
import { Throughput } from "../risk/Throughput";
import { Report } from "./Report";
import classes from "./SprintsPage.module.css";

const route = getRouteApi("/frame/p/$projectId");
/** Wait for a burst of changes to end before asking again. */
const SETTLE = 300;

export function SprintsPage() {
  const { t } = useTranslation("scrum");
  const { store } = useSession();
  const { projectId } = route.useParams();
  useRevision();
  const panel = usePanel();
  const navigate = useNavigate();
  useHere("sprints", panel.task);
  const version = useStore((s) => s.version);
  const [settled] = useDebouncedValue(version, SETTLE);
  const [measure, setMeasure] = useState<Measure>("points");
  const { sprint: asked } = useSearch({ strict: false }) as { sprint?: number };
  const started = allSprints(store).filter((one) => one.state !== "planned");
  const sprint =
    started.find((one) => one.id === asked) ??
    started.find((one) => one.state === "active") ??
    started[0];
  const { data, error } = useQuery({
    ...sprintsQuery(store.projectId, settled),
    enabled: started.length > 0,
  });
  if (error && !data) throw error;
  const toBacklog = (
    <Button component={Link} to={`/p/${projectId}/backlog`} variant={sprint ? "default" : "filled"}>
      {t("sprints.toBacklog")}
    </Button>
  );
  return (
    <Page
      title={t("sprints.title")}
      of={store.project.name}
      level={2}
      lead={t("sprints.lead")}
      actions={sprint && toBacklog}
    >
      {!sprint ? (
        <EmptyState
          level={2}
          title={t("sprints.empty")}
          text={t("sprints.emptyText")}
          action={toBacklog}
        />
      ) : (
        <>
          <div className={classes.tools}>
            <NativeSelect
              label={t("sprints.which")}
              value={String(sprint.id)}
              data={started.map((one) => ({ value: String(one.id), label: nameOf(one, t) }))}
              onChange={(event) =>
                void navigate({
                  to: ".",
                  replace: true,
                  search: (search) =>
                    ({ ...search, sprint: Number(event.currentTarget.value) }) as object,
                })
              }
            />
            <SegmentedControl
              aria-label={t("sprints.measure")}
              value={measure}
              data={MEASURES.map((value) => ({ value, label: t(`sprints.measures.${value}`) }))}
              onChange={(value) => setMeasure(value as Measure)}
            />
          </div>
          <One sprint={sprint} version={settled} measure={measure} onOpen={panel.open} />
          <Velocity told={data?.velocity} measure={measure} />
          <Throughput />
        </>
      )}
    </Page>
  );
}

function nameOf(sprint: Sprint, t: (key: "sprints.state.active") => string): string {
  const days =
    sprint.start === null || sprint.finish === null
      ? ""
      : `, ${planRange(sprint.start, sprint.finish - DAY)}`;
  return `${sprint.name}${days} (${t(`sprints.state.${sprint.state}` as "sprints.state.active")})`;
}

function One(props: {
  sprint: Sprint;
  version: number;
  measure: Measure;
  onOpen: (id: number) => void;
}) {
  const { sprint, version, measure, onOpen } = props;
  const { t } = useTranslation("scrum");
  const { store } = useSession();
  const { data, error } = useQuery(sprintQuery(store.projectId, version, sprint.id, measure));
  if (error && !data) throw error;
  if (data?.id !== sprint.id) return <Skeleton rows={12} />;
  return (
    <>
      {sprint.goal && (
        <p className={classes.goal}>
          <strong>{t("goal")}: </strong>
          <bdi>{sprint.goal}</bdi>
        </p>
      )}
      <Section title={t("sprints.burndown")} text={t("sprints.burndownText")} level={3}>
        <Chart spec={data.charts.burndown} label={t("sprints.burndown")} />
        <ScopeMoves moves={data.scope} />
      </Section>
      <Section title={t("sprints.burnup")} text={t("sprints.burnupText")} level={3}>
        <Chart spec={data.charts.burnup} label={t("sprints.burnup")} />
      </Section>
      <Report report={data.report} measure={measure} onOpen={onOpen} />
    </>
  );
}

/** What came into the sprint after its start, what left it, and what was estimated anew. */
function ScopeMoves({ moves }: { moves: SprintTold["scope"] }) {
  const { t } = useTranslation("scrum");
  if (moves.length === 0) return <p className="hw-dim">{t("sprints.scopeStays")}</p>;
  return (
    <ul className={classes.moves} aria-label={t("sprints.scopeMoves")}>
      {moves.map((move) => (
        <li key={move.at}>
          <span className="hw-dim">{isoDate(move.at)}</span>{" "}
          {(["added", "removed", "changed"] as const)
            .filter((part) => move[part] !== 0)
            .map((part) => t(`sprints.scope.${part}`, { size: signed(part, move[part]) }))
            .join(", ")}
        </li>
      ))}
    </ul>
  );
}

function signed(part: "added" | "removed" | "changed", size: number): string {
  const minus = part === "removed" ? size > 0 : size < 0;
  return `${minus ? "−" : "+"}${number(Math.abs(size), 2)}`;
}

function Velocity({ told, measure }: { told: Sprints["velocity"] | undefined; measure: Measure }) {
  const { t } = useTranslation("scrum");
  if (!told) return null;
  const chart = told.charts[measure];
  const what = t(`sprints.measures.${measure}`);
  return (
    <Section
      title={t("sprints.velocity")}
      text={chart ? t("sprints.velocityText", { count: told.averaged }) : t("sprints.noVelocity")}
      level={3}
    >
      {told.average && (
        <p className={classes.average}>
          <strong className="hw-num">{number(told.average[measure])}</strong>{" "}
          {t("sprints.averageText", { count: told.averaged, measure: what })}
        </p>
      )}
      {chart && <Chart spec={chart} label={t("sprints.velocity")} />}
    </Section>
  );
}

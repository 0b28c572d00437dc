/** What a careful planner would say of the plan: the DCMA's 14 points, and what else. */

import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { showOnly } from "~/here/only";
import { usePanel } from "~/here/panel";
import { useHere } from "~/here/presence";
import { otherDay } from "~/model/zones";
import { useSession, useStore } from "~/store/react";
import { FirstTask } from "~/task/FirstTask";
import { atPlace, isoDate } from "~/ui/dates";
import { EmptyState } from "~/ui/EmptyState";
import { Page, Section } from "~/ui/Page";
import { Skeleton } from "~/ui/Skeleton";
import { CheckLine } from "./CheckLine";
import classes from "./PlanCheckPage.module.css";
import { type Check, type PlanCheck, planCheckQuery } from "./query";

const route = getRouteApi("/frame/p/$projectId");
/** Wait for a burst of changes to end before checking again. */
const SETTLE = 300;

export function PlanCheckPage() {
  const { t } = useTranslation("plan-check");
  const { store } = useSession();
  const version = useStore((s) => s.version);
  const name = useStore((s) => s.project.name);
  const empty = useStore((s) => s.outline().length === 0);
  const [settled] = useDebouncedValue(version, SETTLE);
  const { data, error } = useQuery(planCheckQuery(store.projectId, settled));
  const panel = usePanel();
  const navigate = useNavigate();
  const { projectId } = route.useParams();
  useHere("plan-check", panel.task);

  const show = (check: Check): void => {
    const tasks = new Set(check.findings.map((finding) => finding.task_id));
    showOnly({
      projectId: store.projectId,
      title: t("only", { title: check.title }),
      choices: [{ label: check.title, tasks, links: new Set() }],
    });
    void navigate({ to: "/p/$projectId/gantt", params: { projectId }, search: {} });
  };

  if (error) throw error;
  const zone = useStore((s) => s.project.zone);
  const lead = data && t("lead", { date: atPlace(isoDate(data.status), otherDay(zone)) });
  return (
    <Page title={t("title")} of={name} level={2} lead={lead}>
      {empty ? (
        <EmptyState
          level={2}
          title={t("empty.title")}
          text={t("empty.text")}
          action={<FirstTask />}
        />
      ) : !data ? (
        <Skeleton rows={12} />
      ) : (
        <>
          <Figures data={data} />
          <List
            title={t("points")}
            text={t("source")}
            checks={data.items.filter((check) => check.number !== null)}
            onOpen={panel.open}
            onShow={show}
          />
          <List
            title={t("others")}
            checks={data.items.filter((check) => check.number === null)}
            onOpen={panel.open}
            onShow={show}
          />
        </>
      )}
    </Page>
  );
}

function Figures({ data }: { data: PlanCheck }) {
  const { t } = useTranslation("plan-check");
  const figures = [
    ["passed", data.passed, "done"],
    ["failed", data.failed, data.failed ? "late" : undefined],
    ["unknown", data.unknown, undefined],
    ["others_failed", data.others_failed, data.others_failed ? "late" : undefined],
  ] as const;
  return (
    <dl className={classes.figures}>
      {figures.map(([key, value, tone]) => (
        <div key={key}>
          <dt>{t(`figures.${key}`)}</dt>
          <dd className="hw-num" data-tone={tone}>
            {key === "passed" ? t("figures.of14", { value }) : value}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function List(props: {
  title: string;
  text?: string;
  checks: readonly Check[];
  onOpen: (id: number) => void;
  onShow: (check: Check) => void;
}) {
  return (
    <Section title={props.title} text={props.text} level={3}>
      <ul className={classes.list}>
        {props.checks.map((check) => (
          <CheckLine key={check.key} check={check} onOpen={props.onOpen} onShow={props.onShow} />
        ))}
      </ul>
    </Section>
  );
}

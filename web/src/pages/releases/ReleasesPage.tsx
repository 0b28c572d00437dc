/** Releases by their dates: how far each is, when the plan has it ready and what the team's pace says. */

import { ActionIcon, Button, Menu } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { planNow } from "~/commands";
import { deleteRelease, updateRelease } from "~/commands/sprints";
import { usePanel } from "~/here/panel";
import { useHere } from "~/here/presence";
import { type ReleaseTold, releasesQuery } from "~/here/scrum";
import { DAY, fromIso } from "~/model/moments";
import type { Release } from "~/model/sprints";
import { useRevision, useSession, useStore } from "~/store/react";
import { isoDate, number, planDate } from "~/ui/dates";
import { EmptyState } from "~/ui/EmptyState";
import { IconDots, IconPlus } from "~/ui/icons";
import { Page } from "~/ui/Page";
import { ReleaseDialog } from "./ReleaseDialog";
import classes from "./ReleasesPage.module.css";

const route = getRouteApi("/frame/p/$projectId");
const SETTLE = 300;

export function ReleasesPage() {
  const { t } = useTranslation("scrum");
  const { store } = useSession();
  useRevision();
  const panel = usePanel();
  useHere("releases", panel.task);
  const edits = store.may("plan.edit");
  const version = useStore((s) => s.version);
  const [settled] = useDebouncedValue(version, SETTLE);
  const [asked, setAsked] = useState<Release | "new" | null>(null);
  const rows = [...store.rows("releases").values()].sort(
    (a, b) =>
      Number(a.released) - Number(b.released) ||
      (a.date ?? Number.MAX_SAFE_INTEGER) - (b.date ?? Number.MAX_SAFE_INTEGER) ||
      a.id - b.id,
  );
  const { data, error } = useQuery({
    ...releasesQuery(store.projectId, settled),
    enabled: rows.length > 0,
  });
  if (error && !data) throw error;
  const add = edits && (
    <Button
      variant="filled"
      leftSection={<IconPlus size={15} stroke={1.8} />}
      onClick={() => setAsked("new")}
    >
      {t("releases.new")}
    </Button>
  );
  return (
    <Page
      title={t("releases.title")}
      of={store.project.name}
      level={2}
      lead={t("releases.lead")}
      actions={rows.length > 0 && add}
    >
      {rows.length === 0 && (
        <EmptyState
          level={2}
          title={t("releases.empty")}
          text={t("releases.emptyText")}
          action={add}
        />
      )}
      <ul className={classes.releases}>
        {rows.map((row) => (
          <One
            key={row.id}
            row={row}
            told={data?.find((one) => one.id === row.id)}
            edits={edits}
            onEdit={() => setAsked(row)}
            onOpen={panel.open}
          />
        ))}
      </ul>
      {asked && (
        <ReleaseDialog
          release={asked === "new" ? undefined : asked}
          onClose={() => setAsked(null)}
        />
      )}
    </Page>
  );
}

function One(props: {
  row: Release;
  told: ReleaseTold | undefined;
  edits: boolean;
  onEdit: () => void;
  onOpen: (id: number) => void;
}) {
  const { row, told, edits } = props;
  const { t } = useTranslation("scrum");
  const session = useSession();
  const { store } = session;
  const { projectId } = route.useParams();
  const share = told && told.items > 0 ? (told.done / told.items) * 100 : 0;
  const passed = (iso: string) => (fromIso(iso) ?? 0) < planNow(store);
  const late = (iso: string | null | undefined) => {
    const at = iso ? fromIso(iso) : null;
    return at !== null && row.date !== null && at > row.date;
  };
  return (
    <li className={classes.release} data-released={row.released || undefined}>
      <div className={classes.head}>
        <h3 className={classes.name}>
          <bdi>{row.name}</bdi>
        </h3>
        {row.released && <span className={classes.badge}>{t("releases.out")}</span>}
        <span className={classes.due}>
          {row.date === null
            ? t("releases.noDate")
            : `${t("releases.due")} ${planDate(row.date - DAY)}`}
        </span>
        <span className={classes.space} />
        {edits && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon aria-label={t("sprintMenu", { name: row.name })}>
                <IconDots size={16} stroke={1.6} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={props.onEdit}>{t("edit")}</Menu.Item>
              <Menu.Item
                onClick={() => void updateRelease(session, row.id, { released: !row.released })}
              >
                {t(row.released ? "releases.markOpen" : "releases.markOut")}
              </Menu.Item>
              <Menu.Item color="red" onClick={() => void deleteRelease(session, row.id)}>
                {t("delete")}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      {row.description && (
        <p className={classes.text} dir="auto">
          {row.description}
        </p>
      )}
      {told && told.items === 0 && <p className="hw-dim">{t("releases.noItems")}</p>}
      {told && told.items > 0 && (
        <>
          <div className={classes.progress}>
            <span className={classes.meter} aria-hidden>
              <span style={{ width: `${share}%` }} />
            </span>
            <span className="hw-num">
              {t("releases.progress", { done: told.done, count: told.items })}
              {told.points > 0 &&
                ` · ${t("releases.pointsOf", { done: number(told.points_done, 2), count: number(told.points, 2) } as never)}`}
            </span>
          </div>
          {!row.released && (
            <dl className={classes.figures}>
              <Figure
                title={t("releases.plan")}
                value={told.plan ? isoDate(told.plan) : t("releases.done")}
                late={late(told.plan)}
                about={
                  told.plan && passed(told.plan)
                    ? t("releases.passed")
                    : told.plan
                      ? t("releases.planText")
                      : ""
                }
              />
              {told.plan && (
                <>
                  <Figure
                    title={t("releases.pace")}
                    value={told.throughput ? dayBefore(told.throughput.p85) : "–"}
                    late={late(told.throughput?.p85)}
                    about={
                      told.throughput
                        ? t("releases.paceText", { date: dayBefore(told.throughput.p50) })
                        : t("releases.noPace")
                    }
                  />
                  <Figure
                    title={t("releases.velocity")}
                    value={velocityOf(told, t("releases.far"))}
                    late={late(told.velocity?.date)}
                    about={
                      told.velocity
                        ? t("releases.sprints", { number: number(told.velocity.sprints) })
                        : t("releases.noVelocity")
                    }
                  />
                </>
              )}
            </dl>
          )}
          {!row.released && (
            <p className={classes.notes}>
              {[
                told.ahead > 0 ? t("releases.ahead", { count: told.ahead }) : "",
                told.unestimated > 0 ? t("releases.unestimated", { count: told.unestimated }) : "",
                told.unlisted > 0 ? t("releases.unlisted", { count: told.unlisted }) : "",
              ]
                .filter(Boolean)
                .join(". ")}
            </p>
          )}
          <details className={classes.items}>
            <summary>{t("releases.showItems")}</summary>
            <ul aria-label={t("releases.itemsOf", { name: row.name })}>
              {told.task_ids.map((id) => (
                <li key={id}>
                  <button type="button" className={classes.task} onClick={() => props.onOpen(id)}>
                    <bdi>{store.task(id)?.name}</bdi>
                  </button>
                </li>
              ))}
            </ul>
          </details>
        </>
      )}
      {told && told.items === 0 && (
        <Button component={Link} to={`/p/${projectId}/backlog`} size="compact-sm">
          {t("sprints.toBacklog")}
        </Button>
      )}
    </li>
  );
}

/** Forecasts end with the midnight after a day. */
function dayBefore(iso: string): string {
  const at = fromIso(iso);
  return at === null ? "" : planDate(at - 1);
}

function velocityOf(told: ReleaseTold, far: string): string {
  if (!told.velocity) return "–";
  return told.velocity.date ? dayBefore(told.velocity.date) : far;
}

function Figure(props: { title: string; value: string; late: boolean; about: string }) {
  const { t } = useTranslation("scrum");
  return (
    <div className={classes.figure}>
      <dt>{props.title}</dt>
      <dd className="hw-num" data-late={props.late || undefined}>
        {props.value}
      </dd>
      <dd className={classes.about}>
        {[props.late ? t("releases.late") : "", props.about].filter(Boolean).join(" · ")}
      </dd>
    </div>
  );
}

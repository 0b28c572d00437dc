/** A project at a glance: figures, milestones, what is late, what happened. */

import { Button, Menu } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { updateProject } from "~/commands";
import { exportProject } from "~/here/export";
import { usePanel, useReveal } from "~/here/panel";
import { useHere } from "~/here/presence";
import { historyQuery, importReportQuery } from "~/here/queries";
import { daysIn, figures, sameFigures } from "~/model/figures";
import { HistoryList } from "~/pages/history/HistoryList";
import { useRevision, useSession, useStore } from "~/store/react";
import { number, planDate } from "~/ui/dates";
import { IconChevronDown, IconDownload } from "~/ui/icons";
import { NotesField } from "~/ui/NotesField";
import { Page, Section } from "~/ui/Page";
import { DatedList } from "./DatedList";
import { lateTasks, milestones } from "./lists";
import classes from "./OverviewPage.module.css";

const SHOWN = 8;

export function OverviewPage() {
  const { t } = useTranslation(["overview", "shell"]);
  const session = useSession();
  const { store } = session;
  const revision = useRevision();
  const known = useStore(figures, sameFigures);
  const description = useStore((s) => s.project.description);
  const name = useStore((s) => s.project.name);
  const panel = usePanel();
  const reveal = useReveal();
  useHere("overview", panel.task);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the store is read anew at each revision
  const lists = useMemo(
    () => ({ stones: milestones(store), late: lateTasks(store) }),
    [store, revision],
  );
  const slip =
    known.finish !== null && known.baselineFinish !== null
      ? daysIn(store)(known.baselineFinish, known.finish)
      : null;
  const edits = store.may("plan.edit");

  return (
    <Page title={t("title")} of={name} level={2} actions={<ExportMenu />}>
      <dl className={classes.figures}>
        <Figure
          name={t("figures.finish")}
          value={known.finish === null ? "–" : planDate(known.finish)}
        />
        <Figure
          name={t("figures.slip")}
          value={
            slip === null
              ? t("figures.noBaseline")
              : slip > 0
                ? t("figures.late", { count: slip })
                : slip < 0
                  ? t("figures.early", { count: -slip })
                  : t("figures.onTime")
          }
          tone={slip === null ? undefined : slip > 0 ? "late" : "done"}
        />
        <Figure name={t("figures.done")} value={`${known.percent} %`} />
        <Figure
          name={t("figures.tasks")}
          value={t("figures.of", { done: number(known.done), all: number(known.tasks) })}
        />
        <Figure name={t("figures.critical")} value={number(known.critical)} />
        <Figure
          name={t("figures.lateTasks")}
          value={number(lists.late.length)}
          tone={lists.late.length ? "late" : undefined}
        />
      </dl>
      <div className={classes.columns}>
        <div>
          <Section title={t("milestones")} level={3}>
            <DatedList
              items={lists.stones}
              shown={SHOWN}
              empty={t("noMilestones")}
              sign="diamond"
              onOpen={panel.open}
              onReveal={reveal}
            />
          </Section>
          <Section title={t("late")} level={3}>
            <DatedList
              items={lists.late}
              shown={SHOWN}
              sign="clock"
              empty={t(known.baselineFinish === null ? "noBaseline" : "nothingLate")}
              onOpen={panel.open}
              onReveal={reveal}
            />
          </Section>
        </div>
        <div>
          <Section title={t("notes")} level={3}>
            <NotesField
              label={t("notes")}
              value={description}
              placeholder={t(edits ? "notesPlaceholder" : "noNotes")}
              readOnly={!edits}
              version={() => session.store.version}
              onSave={(text, seen) => void updateProject(session, { description: text }, seen)}
            />
          </Section>
          <ImportLink />
          <Section title={t("history")} id="history" level={3}>
            <History />
          </Section>
        </div>
      </div>
    </Page>
  );
}

function Figure(props: { name: string; value: string; tone?: string | undefined }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd className="hw-num" data-tone={props.tone}>
        {props.value}
      </dd>
    </div>
  );
}

function ExportMenu() {
  const { t } = useTranslation(["overview", "shell"]);
  const { store } = useSession();
  return (
    <Menu width={260}>
      <Menu.Target>
        <Button
          leftSection={<IconDownload size={16} stroke={1.6} />}
          rightSection={<IconChevronDown size={14} stroke={1.6} />}
        >
          {t("export")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(["mspdi", "xlsx", "csv"] as const).map((format) => (
          <Menu.Item key={format} onClick={() => exportProject(store.projectId, format)}>
            {t(`formats.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** There only where the project came from a file. */
function ImportLink() {
  const { t } = useTranslation("overview");
  const { store } = useSession();
  const imported = useStore((s) =>
    [...s.rows("tasks").values()].some((task) => task.file_uid !== null),
  );
  const { data } = useQuery({ ...importReportQuery(store.projectId), enabled: imported });
  if (!data) return null;
  return (
    <Section title={t("import")} level={3}>
      <p>
        <Link to="/p/$projectId/import-report" params={{ projectId: String(store.projectId) }}>
          {data.dates.text}
        </Link>{" "}
        <span className="hw-dim">{data.file}</span>
      </p>
    </Section>
  );
}

function History() {
  const { t } = useTranslation("history");
  const { store } = useSession();
  const [limit, setLimit] = useState(12);
  const { data } = useQuery(historyQuery(store.projectId, limit));
  if (!data) return null;
  return (
    <>
      <HistoryList items={data} />
      {data.length >= limit && limit < 200 && (
        <Button variant="subtle" mt={8} onClick={() => setLimit(Math.min(200, limit * 3))}>
          {t("more")}
        </Button>
      )}
    </>
  );
}

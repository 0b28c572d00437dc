/** What an import took, what could not be represented, and where dates differ and why. */

import { Button, UnstyledButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Difference, Report } from "~/here/imports";
import { useReveal } from "~/here/panel";
import { useHere } from "~/here/presence";
import { importReportQuery, queryClient } from "~/here/queries";
import { api, Refusal } from "~/protocol/http";
import { useStore } from "~/store/react";
import { isoRange, number } from "~/ui/dates";
import { EmptyState } from "~/ui/EmptyState";
import { Page, Section } from "~/ui/Page";
import { Skeleton } from "~/ui/Skeleton";
import { toasts } from "~/ui/toasts";
import classes from "./ImportPage.module.css";

const route = getRouteApi("/frame/p/$projectId");
const FIRST = 50;

/** What a plan is made of first, the rest as the file brings it. */
const LEADING = ["tasks", "summaries", "milestones", "links", "assignments", "resources"];
const rankOf = (what: string): number =>
  LEADING.includes(what) ? LEADING.indexOf(what) : LEADING.length;

export function ImportReportPage() {
  const { t } = useTranslation("import");
  const { projectId } = route.useParams();
  const id = Number(projectId);
  const name = useStore((store) => store.project.name);
  const { data, error } = useQuery(importReportQuery(id));
  useHere("overview");
  if (error) return <EmptyState level={2} title={t("report.none")} text={error.message} />;
  if (!data) return <Skeleton />;
  return (
    <Page
      title={t("report.title")}
      of={name}
      level={2}
      lead={t("report.lead", { file: data.file, source: data.source })}
      actions={
        <Button component={Link} to={`/p/${projectId}/gantt`} variant="filled">
          {t("report.open")}
        </Button>
      }
    >
      <Dates projectId={id} report={data} />
      <Section title={t("report.taken")} level={3}>
        <dl className={classes.facts}>
          {Object.entries(data.taken)
            .filter(([, count]) => count > 0)
            .sort(([a], [b]) => rankOf(a) - rankOf(b))
            .map(([what, count]) => (
              <div key={what}>
                <dt>{t(`report.what.${what}`, { count, defaultValue: what })}</dt>
                <dd>{number(count)}</dd>
              </div>
            ))}
        </dl>
      </Section>
      <Section title={t("report.leftOut")} level={3}>
        {data.left_out.length ? (
          <ul className={classes.warnings}>
            {data.left_out.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        ) : (
          <p>{t("report.nothingLeftOut")}</p>
        )}
      </Section>
      {data.people.length > 0 && (
        <Section title={t("report.people")} level={3}>
          <ul className={classes.warnings}>
            {data.people.map((person) => (
              <li key={person.name}>
                {t(`report.became.${person.became}`, {
                  name: person.name,
                  resource: person.resource,
                  defaultValue: person.name,
                })}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  );
}

function Dates({ projectId, report }: { projectId: number; report: Report }) {
  const { t } = useTranslation("import");
  const { dates } = report;
  const edits = useStore((store) => store.may("plan.edit"));
  const reveal = useReveal();
  const [all, setAll] = useState(false);
  const [busy, setBusy] = useState<"all" | number | null>(null);
  const kept = useStore(
    (store) =>
      dates.differences
        .filter((one) => store.task(one.task_id)?.mode === "manual")
        .map((one) => one.task_id),
    (a, b) => a.length === b.length && a.every((id, i) => id === b[i]),
  );

  const keep = async (differences: readonly Difference[]) => {
    setBusy(differences.length === 1 ? (differences[0]?.task_id ?? null) : "all");
    try {
      await api.post(`/projects/${projectId}/import-report/keep`, {
        task_ids: differences.map((one) => one.task_id),
      });
      await queryClient.invalidateQueries({ queryKey: ["import-report", projectId] });
      toasts.show({ tone: "good", text: t("report.kept", { count: differences.length }) });
    } catch (refused) {
      if (!(refused instanceof Refusal)) throw refused;
      toasts.show({ tone: "bad", text: refused.message });
      // A task may have started since the report was read: it says so now.
      await queryClient.invalidateQueries({ queryKey: ["import-report", projectId] });
    } finally {
      setBusy(null);
    }
  };

  const here = new Set(kept);
  const open = dates.differences.filter((one) => !here.has(one.task_id));
  const keepable = open.filter((one) => one.keepable);
  const others = open.filter((one) => !one.keepable);
  const listed = all ? dates.differences : dates.differences.slice(0, FIRST);
  return (
    <Section
      title={t("report.dates")}
      level={3}
      actions={
        edits &&
        keepable.length > 1 && (
          <Button onClick={() => void keep(keepable)} loading={busy === "all"}>
            {t(others.length ? "report.keepThose" : "report.keepAll", { count: keepable.length })}
          </Button>
        )
      }
    >
      <p className={classes.verdict} data-all={dates.equal === dates.compared || undefined}>
        {dates.text}
      </p>
      {edits && others.length > 0 && (
        <p className="hw-dim">
          {t("report.cannot", {
            count: others.length,
            why: [...new Set(others.map((one) => one.why_not))].join(" "),
          })}
        </p>
      )}
      {listed.length > 0 && (
        <div className={classes.scroll}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{t("report.task")}</th>
                <th scope="col">{t("report.inFile")}</th>
                <th scope="col">{t("report.here")}</th>
                <th scope="col">{t("report.reason")}</th>
                {edits && <td />}
              </tr>
            </thead>
            <tbody>
              {listed.map((one) => (
                <tr key={one.task_id}>
                  <th scope="row">
                    <UnstyledButton className={classes.link} onClick={() => reveal(one.task_id)}>
                      {one.name}
                    </UnstyledButton>
                  </th>
                  <td className={classes.dates}>{isoRange(one.file_start, one.file_finish)}</td>
                  <td className={classes.dates}>{isoRange(one.start, one.finish)}</td>
                  <td>{one.reason}</td>
                  {edits && (
                    <td>
                      {here.has(one.task_id) ? (
                        <span className="hw-dim">{t("report.isKept")}</span>
                      ) : !one.keepable ? (
                        <span className="hw-dim">{one.why_not}</span>
                      ) : (
                        <Button
                          size="compact-xs"
                          loading={busy === one.task_id}
                          onClick={() => void keep([one])}
                          aria-label={t("report.keepOf", { name: one.name })}
                        >
                          {t("report.keep")}
                        </Button>
                      )}
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {dates.differences.length > listed.length && (
        <Button variant="subtle" mt={8} onClick={() => setAll(true)}>
          {t("report.all", { count: dates.differences.length })}
        </Button>
      )}
      {dates.more > 0 && <p className="hw-dim">{t("report.more", { count: dates.more })}</p>}
    </Section>
  );
}

/** The workspace's calendars: a list, and the one that is chosen with its week and exceptions. */

import { Button } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { rowsOf, sendToWorkspace, workspaceQuery } from "~/here/queries";
import { useWorkspaceChange } from "~/here/workspaceChange";
import { useWorkspaceNews } from "~/here/workspaceNews";
import { ResourceTabs } from "~/pages/people/ResourceTabs";
import type { CalendarRow } from "~/protocol/tables.generated";
import { EmptyState } from "~/ui/EmptyState";
import { IconPlus } from "~/ui/icons";
import { Page } from "~/ui/Page";
import { CalendarEditor } from "./CalendarEditor";
import classes from "./CalendarsPage.module.css";

const route = getRouteApi("/frame/w/$workspaceId/calendars");

export function CalendarsPage() {
  const { t } = useTranslation("calendars");
  const workspaceId = Number(route.useParams().workspaceId);
  const { data } = useSuspenseQuery(workspaceQuery(workspaceId));
  useWorkspaceNews(workspaceId, data.version);
  const change = useWorkspaceChange();
  const calendars = rowsOf(data, "calendars").sort(
    (a, b) =>
      Number(a.base_id !== null) - Number(b.base_id !== null) || a.name.localeCompare(b.name),
  );
  const [chosen, setChosen] = useState<number | null>(null);
  const edits = data.viewer.capabilities.includes("calendars.edit");
  const current = calendars.find((one) => one.id === chosen) ?? calendars[0];
  const [workspace] = rowsOf(data, "workspaces");

  const add = () => {
    const fields = {
      name: t("newName"),
      base_id: current?.id ?? null,
      week: current ? [null, null, null, null, null, null, null] : PLAIN_WEEK,
      exceptions: [],
      work_weeks: [],
    };
    void change(async () => {
      const made = await sendToWorkspace(workspaceId, "calendar.create", { fields });
      setChosen(made.created?.calendars?.[0] ?? null);
      return made;
    });
  };

  const update = (calendar: CalendarRow, fields: Partial<CalendarRow>) =>
    void change(() => sendToWorkspace(workspaceId, "calendar.update", { id: calendar.id, fields }));

  const remove = (calendar: CalendarRow) =>
    void change(
      () => sendToWorkspace(workspaceId, "calendar.delete", { id: calendar.id }),
      t("removed", { name: calendar.name }),
    );

  return (
    <Page
      title={t("title")}
      of={workspace?.name}
      lead={t("lead")}
      actions={
        edits && (
          <Button variant="filled" leftSection={<IconPlus size={16} stroke={1.8} />} onClick={add}>
            {t("add")}
          </Button>
        )
      }
    >
      <ResourceTabs workspaceId={workspaceId} />
      {!current ? (
        <EmptyState level={2} title={t("empty.title")} text={t("empty.text")} />
      ) : (
        <div className={classes.columns}>
          <ul className={classes.list} aria-label={t("title")}>
            {calendars.map((one) => (
              <li key={one.id}>
                <button
                  type="button"
                  className={classes.choice}
                  aria-current={one.id === current.id}
                  onClick={() => setChosen(one.id)}
                >
                  {one.name}
                </button>
              </li>
            ))}
          </ul>
          <CalendarEditor
            key={current.id}
            calendar={current}
            calendars={calendars}
            edits={edits}
            onChange={(fields) => update(current, fields)}
            onRemove={() => remove(current)}
          />
        </div>
      )}
    </Page>
  );
}

const WORKDAY = [
  [540, 720],
  [780, 1020],
];
const PLAIN_WEEK = [WORKDAY, WORKDAY, WORKDAY, WORKDAY, WORKDAY, [], []];

/** The people, equipment and material of the workspace, with calendars and rates as one may see. */

import { Button, TextInput } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { rowsOf, sendToWorkspace, workspaceQuery } from "~/here/queries";
import { useWorkspaceChange } from "~/here/workspaceChange";
import { useWorkspaceNews } from "~/here/workspaceNews";
import type { RatesRow, ResourceRow } from "~/protocol/tables.generated";
import { EmptyState } from "~/ui/EmptyState";
import { IconPlus, IconSearch } from "~/ui/icons";
import { Page } from "~/ui/Page";
import { sortOf, unitsWords } from "./capacity";
import classes from "./PeoplePage.module.css";
import { ResourceDialog } from "./ResourceDialog";
import { ResourceTabs } from "./ResourceTabs";
import { currentRate, rateWords } from "./rates";

const route = getRouteApi("/frame/w/$workspaceId/people");

export function PeoplePage() {
  const { t } = useTranslation("people");
  const workspaceId = Number(route.useParams().workspaceId);
  const { data } = useSuspenseQuery(workspaceQuery(workspaceId));
  useWorkspaceNews(workspaceId, data.version);
  const change = useWorkspaceChange();
  const [query, setQuery] = useState("");
  const [open, setOpen] = useState<ResourceRow | "new" | null>(null);

  const may = new Set(data.viewer.capabilities);
  const rows = rowsOf(data, "resources")
    .filter((row) => row.active)
    .sort((a, b) => a.name.localeCompare(b.name));
  const wanted = query.trim().toLocaleLowerCase();
  const shown = rows.filter((row) =>
    `${row.name} ${row.group} ${row.email}`.toLocaleLowerCase().includes(wanted),
  );
  const calendars = rowsOf(data, "calendars");
  const rates = rowsOf(data, "rates");
  const edits = may.has("people.edit");
  const [workspace] = rowsOf(data, "workspaces");

  const remove = (row: ResourceRow) =>
    change(
      () => sendToWorkspace(workspaceId, "resource.delete", { id: row.id }),
      t("removed", { name: row.name }),
    );

  return (
    <Page
      title={t("title")}
      of={workspace?.name}
      lead={t("lead")}
      actions={
        edits && (
          <Button
            variant="filled"
            leftSection={<IconPlus size={16} stroke={1.8} />}
            onClick={() => setOpen("new")}
          >
            {t("add")}
          </Button>
        )
      }
    >
      <ResourceTabs workspaceId={workspaceId} />
      {rows.length > 8 && (
        <TextInput
          className={classes.search}
          aria-label={t("search")}
          placeholder={t("search")}
          leftSection={<IconSearch size={16} stroke={1.6} />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      )}
      {rows.length === 0 ? (
        <EmptyState level={2} title={t("empty.title")} text={t("empty.text")} />
      ) : (
        <div className={classes.scroll}>
          <table className={classes.table} aria-label={t("title")}>
            <thead>
              <tr>
                <th scope="col">{t("name")}</th>
                <th scope="col">{t("group")}</th>
                <th scope="col">{t("email")}</th>
                <th scope="col">{t("calendar")}</th>
                <th scope="col" className={classes.right}>
                  {t("units")}
                </th>
                {may.has("rates.read") && (
                  <th scope="col" className={classes.right}>
                    {t("rate")}
                  </th>
                )}
                {edits && <td />}
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <tr key={row.id}>
                  <th scope="row">
                    {row.name}{" "}
                    {row.placeholder && <span className={classes.mark}>{t("placeholder")}</span>}
                    {sortOf(row) !== "person" && (
                      <span className={classes.mark}>{t(`kinds.${sortOf(row)}`)}</span>
                    )}
                    {row.material_unit && <span className="hw-dim">{row.material_unit}</span>}
                  </th>
                  <td>{row.group}</td>
                  <td>{row.email}</td>
                  <td>
                    {row.kind === "work" &&
                      (calendars.find((one) => one.id === row.calendar_id)?.name ?? t("standard"))}
                  </td>
                  <td className={`hw-num ${classes.right}`}>
                    {row.kind === "work" && unitsWords(row, t)}
                  </td>
                  {may.has("rates.read") && (
                    <td className={`hw-num ${classes.right}`}>
                      {rateWords(currentRate(rates, row.id))}
                    </td>
                  )}
                  {edits && (
                    <td className={classes.right}>
                      <Button
                        size="compact-xs"
                        variant="subtle"
                        aria-label={t("editOf", { name: row.name })}
                        onClick={() => setOpen(row)}
                      >
                        {t("edit")}
                      </Button>
                      <Button
                        size="compact-xs"
                        variant="subtle"
                        aria-label={t("removeOf", { name: row.name })}
                        onClick={() => remove(row)}
                      >
                        {t("remove")}
                      </Button>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {open && (
        <ResourceDialog
          workspaceId={workspaceId}
          resource={open === "new" ? null : (rows.find((row) => row.id === open.id) ?? open)}
          calendars={calendars}
          rate={open === "new" ? undefined : (currentRate(rates, open.id) as RatesRow | undefined)}
          rates={may.has("rates.edit")}
          onClose={() => setOpen(null)}
        />
      )}
    </Page>
  );
}

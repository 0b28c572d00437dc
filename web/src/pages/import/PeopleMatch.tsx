/**
 * Who in the file is who here, and whose working week holds where the file brings none. The
 * proposals are good: one click takes them all.
 */

import { Button, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Chosen, Inspected } from "~/here/imports";
import { countriesQuery, rowsOf, workspaceQuery } from "~/here/queries";
import { localZone } from "~/pages/new/locale";
import classes from "./ImportPage.module.css";

export function PeopleMatch(props: {
  found: Inspected;
  workspaceId: number;
  /** The country that is proposed. */
  country: string;
  onCancel: () => void;
  onChosen: (people: Chosen, country: string) => void;
}) {
  const { t } = useTranslation("import");
  const { found } = props;
  const { data } = useQuery(workspaceQuery(props.workspaceId));
  const here = data ? rowsOf(data, "resources").filter((row) => row.active) : [];
  const [chosen, setChosen] = useState<Chosen>(() =>
    Object.fromEntries(found.people.map((one) => [one.name, one.match ?? ("new" as const)])),
  );
  const { data: countries } = useQuery({ ...countriesQuery, enabled: !found.calendar });
  const [wanted, setWanted] = useState(props.country);
  // A browser may name a country whose holidays nobody knows.
  const known = !countries || countries.some(({ code }) => code === wanted);
  const country = known ? wanted : "";
  const matched = Object.values(chosen).filter((one) => typeof one === "number").length;

  return (
    <form
      className={classes.people}
      onSubmit={(event) => {
        event.preventDefault();
        props.onChosen(chosen, found.calendar ? "" : country);
      }}
    >
      <h2>{t(found.people.length ? "people.title" : "where.title", { name: found.name })}</h2>
      <p className="hw-dim">
        {found.people.length
          ? t("people.text", { tasks: found.tasks, count: found.people.length, matched })
          : t("where.text", { count: found.tasks })}
      </p>
      {!found.calendar && (
        <NativeSelect
          className={classes.country}
          label={t("where.country")}
          description={t("where.countryText")}
          value={country}
          onChange={(event) => setWanted(event.currentTarget.value)}
          data={[
            { value: "", label: t("where.none") },
            ...(countries ?? (wanted ? [{ code: wanted, name: wanted }] : [])).map(
              ({ code, name }) => ({ value: code, label: name }),
            ),
          ]}
        />
      )}
      {!found.zone && <p className="hw-dim">{t("where.zone", { zone: localZone() })}</p>}
      {found.warnings.length > 0 && (
        <ul className={classes.warnings}>
          {found.warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
      <div className={classes.actions}>
        <Button type="submit" variant="filled" size="sm" data-autofocus>
          {t("people.do")}
        </Button>
        <Button size="sm" onClick={props.onCancel}>
          {t("cancel")}
        </Button>
      </div>
      {found.people.length > 0 && (
        <div className={classes.scroll}>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">{t("people.inFile")}</th>
                <th scope="col">{t("people.here")}</th>
              </tr>
            </thead>
            <tbody>
              {found.people.map((person) => (
                <tr key={person.name}>
                  <th scope="row">
                    {person.name}
                    {person.email && <span className="hw-dim"> {person.email}</span>}
                  </th>
                  <td>
                    <NativeSelect
                      aria-label={t("people.of", { name: person.name })}
                      value={String(chosen[person.name])}
                      onChange={(event) => {
                        const value = event.currentTarget.value;
                        setChosen({
                          ...chosen,
                          [person.name]:
                            value === "new" || value === "ignore" ? value : Number(value),
                        });
                      }}
                      data={[
                        { value: "new", label: t("people.new") },
                        { value: "ignore", label: t("people.ignore") },
                        ...here
                          .filter((row) => !person.kind || row.kind === person.kind)
                          .map((row) => ({ value: String(row.id), label: row.name })),
                      ]}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </form>
  );
}

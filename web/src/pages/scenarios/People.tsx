/** Who has how much to do in which week, in each plan; what is too much stands out. */

import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ComparedPerson, Comparison } from "~/here/scenarios";
import { isoDate, number } from "~/ui/dates";
import { Heading } from "./Figures";
import classes from "./ScenariosPage.module.css";

const SHOWN = 12;
const HOUR = 60;

export function People({ data }: { data: Comparison }) {
  const { t } = useTranslation("scenarios");
  const [all, setAll] = useState(false);
  if (data.people.length === 0) return <p className="hw-dim">{t("people.none")}</p>;
  const shown = all ? data.people : data.people.slice(0, SHOWN);
  const hours = (minutes: number | undefined) => number(Math.round((minutes ?? 0) / HOUR), 0);
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={t("people.title")}>
        <thead>
          <tr>
            <th scope="col">{t("people.person")}</th>
            {data.plans.map((plan) => (
              <th key={`${plan.kind}-${plan.id}`} scope="col">
                <Heading plan={plan} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="hw-num">
          {shown.map((person) => (
            <tr key={person.resource_id}>
              <th scope="row">{person.name}</th>
              {data.plans.map((plan, place) => (
                <td key={`${plan.kind}-${plan.id}`}>
                  {t("side.hours", { hours: hours(person.load_minutes[place]) })}
                  {(person.over_minutes[place] ?? 0) > 0 && (
                    <small data-tone="late">
                      {t("people.over", { hours: hours(person.over_minutes[place]) })}
                    </small>
                  )}
                  <Weeks person={person} place={place} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {!all && data.people.length > SHOWN && (
        <Button variant="subtle" mt={4} onClick={() => setAll(true)}>
          {t("people.all", { count: data.people.length })}
        </Button>
      )}
    </div>
  );
}

/** A cell a week: how high is how much, and its colour and mark whether it is too much. */
function Weeks({ person, place }: { person: ComparedPerson; place: number }) {
  const { t } = useTranslation("scenarios");
  const most = Math.max(1, ...person.weeks.flatMap((week) => week.load_minutes));
  return (
    <span className={classes.weeks}>
      {person.weeks.map((week) => {
        const load = week.load_minutes[place] ?? 0;
        const over = week.over_minutes[place] ?? 0;
        const words = {
          week: isoDate(week.week),
          hours: number(Math.round(load / HOUR), 0),
          over: number(Math.round(over / HOUR), 0),
        };
        const told = t(over ? "people.weekOver" : "people.week", words);
        return (
          <span key={week.week} role="img" aria-label={told} title={told} data-over={over > 0}>
            <span style={{ height: `${Math.round((100 * load) / most)}%` }} />
          </span>
        );
      })}
    </span>
  );
}

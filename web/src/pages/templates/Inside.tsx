/** What is in a template: its outline, and what goes along with it. */

import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type TemplateInside, templateQuery } from "~/here/templates";
import { formatDuration } from "~/model/durations";
import { number } from "~/ui/dates";
import { Skeleton } from "~/ui/Skeleton";
import classes from "./Templates.module.css";

const MOST_LINES = 200;

export function Inside({ id }: { id: string }) {
  const { t } = useTranslation("templates");
  const { data, error } = useQuery(templateQuery(id));
  if (error) return <p role="alert">{error.message}</p>;
  if (!data) return <Skeleton rows={4} />;
  const units = {
    minutes_per_day: data.minutes_per_day,
    minutes_per_week: data.minutes_per_day * 5,
    days_per_month: 20,
  };
  return (
    <div className={classes.inside}>
      <ol className={classes.outline} aria-label={t("outline")}>
        {data.outline.slice(0, MOST_LINES).map((line, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what a template holds never changes
          <li key={place} style={{ paddingInlineStart: `${line.level * 18}px` }}>
            <span className={classes.lineName} data-summary={line.duration_minutes === null}>
              <bdi>{line.name}</bdi>
            </span>
            <span className={classes.more}>
              {[
                line.milestone
                  ? t("milestone")
                  : line.duration_minutes !== null &&
                    formatDuration(line.duration_minutes, "d", units),
                ...line.roles,
              ]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </li>
        ))}
      </ol>
      {data.outline.length > MOST_LINES && (
        <p className="hw-dim">{t("moreLines", { count: data.outline.length - MOST_LINES })}</p>
      )}
      <p className="hw-dim">
        {along(data)
          .map(([key, value]) => t(key, value))
          .join(" ")}
      </p>
    </div>
  );
}

type Along = "links" | "roles" | "fields" | "statuses" | "views" | "calendar";

/** What goes along beside the tasks, as words and their values. */
function along(of: TemplateInside): [Along, Record<string, string | number>][] {
  const lists = (["roles", "fields", "statuses", "views"] as const)
    .filter((name) => of[name].length > 0)
    .map((name): [Along, Record<string, string>] => [name, { names: of[name].join(", ") }]);
  return [
    ["links", { count: of.links, number: number(of.links) }],
    ...lists,
    ...(of.calendar ? [["calendar", { name: of.calendar }] as [Along, { name: string }]] : []),
  ];
}

/** Hours of a sprint against what its people have for it; who has how much opens from it. */

import { Popover, UnstyledButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Capacity } from "~/here/scrum";
import { number } from "~/ui/dates";
import classes from "../Backlog.module.css";
import { type Load, loadOf } from "../load";
import inside from "./Dialogs.module.css";

const hours = (minutes: number) => number(Math.round(minutes / 6) / 10);

/** Who has too much, by how much: “Ana 8 h, Ben 2 h”. */
export const overWords = ({ over }: Load): string =>
  over.map(({ name, by }) => `${name} ${hours(by)} h`).join(", ");

export function CapacityTip({ capacity, left }: { capacity: Capacity | undefined; left: number }) {
  const { t } = useTranslation("scrum");
  const people = capacity?.people ?? [];
  if (!capacity || people.length === 0) {
    return <span className={classes.capacity}>{t("hours", { hours: hours(left) })}</span>;
  }
  const load = loadOf(capacity);
  const { free, work } = load;
  const over = load.over.length > 0 || work > free;
  const who = overWords(load);
  return (
    <Popover width={380} position="bottom-end" withinPortal trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes.capacity}
          data-over={over || undefined}
          title={who && t("overloaded", { who })}
          aria-label={[
            t("capacityLabel", { work: hours(work), free: hours(free) }),
            who && t("overloaded", { who }),
          ]
            .filter(Boolean)
            .join(". ")}
        >
          <span className={classes.meter} aria-hidden>
            <span style={{ width: `${Math.min(100, free ? (work / free) * 100 : 100)}%` }} />
          </span>
          {t("ofHours", { work: hours(work), free: hours(free) })}
          {load.over.length > 0 && (
            <span className={classes.who}>{load.over.map((one) => one.name).join(", ")}</span>
          )}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        {who && <p className={classes.over}>{t("overloaded", { who })}</p>}
        <table className={inside.table}>
          <caption>{t("capacityText")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("person")}</th>
              <th scope="col">{t("has")}</th>
              <th scope="col">{t("others")}</th>
              <th scope="col">{t("inSprint")}</th>
              <th scope="col">{t("free")}</th>
            </tr>
          </thead>
          <tbody className="hw-num">
            {people.map((person) => {
              const rest = person.capacity - person.others - person.work;
              return (
                <tr key={person.resource_id}>
                  <th scope="row">{person.name}</th>
                  <td>{hours(person.capacity)}</td>
                  <td>{hours(person.others)}</td>
                  <td>{hours(person.work)}</td>
                  <td data-over={rest < 0 || undefined}>{hours(rest)}</td>
                </tr>
              );
            })}
            {capacity.nobody > 0 && (
              <tr>
                <th scope="row">{t("nobody")}</th>
                <td />
                <td />
                <td>{hours(capacity.nobody)}</td>
                <td />
              </tr>
            )}
          </tbody>
        </table>
      </Popover.Dropdown>
    </Popover>
  );
}

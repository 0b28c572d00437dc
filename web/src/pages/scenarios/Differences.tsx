/** The tasks whose dates are others in a scenario, in the outline's order. */

import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ComparedTask, Comparison } from "~/here/scenarios";
import { daysIn } from "~/model/figures";
import { fromIso } from "~/model/moments";
import { useSession } from "~/store/react";
import { isoRange, number } from "~/ui/dates";
import { Heading } from "./Figures";
import classes from "./ScenariosPage.module.css";

const SHOWN = 25;

export function Differences(props: { data: Comparison; onOpen: (id: number) => void }) {
  const { t } = useTranslation("scenarios");
  const { store } = useSession();
  const [all, setAll] = useState(false);
  const { data } = props;
  if (data.tasks.length === 0) return <p className="hw-dim">{t("differences.none")}</p>;
  const days = daysIn(store);
  const shown = all ? data.tasks : data.tasks.slice(0, SHOWN);

  const apart = (task: ComparedTask, place: number) => {
    const before = fromIso(task.finish[0] ?? "");
    const after = fromIso(task.finish[place] ?? "");
    if (place === 0 || before === null || after === null || before === after) return null;
    const later = after > before;
    return (
      <small data-tone={later ? "late" : "done"}>
        {t(later ? "side.later" : "side.earlier", {
          days: number(later ? days(before, after) : days(after, before)),
        })}
      </small>
    );
  };

  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={t("differences.title")}>
        <thead>
          <tr>
            <th scope="col">{t("differences.task")}</th>
            {data.plans.map((plan) => (
              <th key={`${plan.kind}-${plan.id}`} scope="col">
                <Heading plan={plan} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="hw-num">
          {shown.map((task) => (
            <tr key={task.id} data-summary={task.summary || undefined}>
              <th scope="row">
                {task.there[0] ? (
                  <button
                    type="button"
                    className={classes.open}
                    onClick={() => props.onOpen(task.id)}
                  >
                    {task.name}
                  </button>
                ) : (
                  task.name
                )}
              </th>
              {data.plans.map((plan, place) => (
                <td key={`${plan.kind}-${plan.id}`}>
                  {task.there[place] ? (
                    <>
                      {isoRange(task.start[place] ?? null, task.finish[place])}
                      {apart(task, place)}
                    </>
                  ) : (
                    <span className="hw-dim">{t("differences.notThere")}</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {!all && data.tasks.length > SHOWN && (
        <Button variant="subtle" mt={4} onClick={() => setAll(true)}>
          {t("differences.all", { count: data.tasks.length })}
        </Button>
      )}
      {all && data.more_tasks > 0 && (
        <p className={classes.note}>{t("differences.more", { count: data.more_tasks })}</p>
      )}
    </div>
  );
}

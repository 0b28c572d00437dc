/** What a task costs: by its people's rates, and what is typed beside or instead. */

import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { setCost } from "~/commands/costs";
import { taskCostQuery } from "~/here/costs";
import { money, parseMoney, typedMoney } from "~/model/money";
import { inScenario } from "~/model/scenario";
import { useSession, useStore } from "~/store/react";
import { seenAt } from "~/store/seen";
import { locale } from "~/text/locale";
import { SavedInput } from "~/ui/SavedInput";
import { Part } from "./Part";
import classes from "./TaskPanel.module.css";

export function CostPart({ id }: { id: number }) {
  const sees = useStore((store) => store.may("costs.read") && store.may("rates.read"));
  return sees ? <Costs id={id} /> : null;
}

function Costs({ id }: { id: number }) {
  const { t } = useTranslation("task");
  const session = useSession();
  const version = useStore((store) => store.version);
  const edits = useStore((store) => store.may("costs.edit"));
  const currency = useStore((store) => store.project.currency);
  const typed = useStore((store) => {
    const [key] = store.index("task_costs", "task_id").get(id) ?? [];
    return key === undefined ? undefined : store.rows("task_costs").get(key);
  });
  const { data } = useQuery(taskCostQuery(id, version, inScenario(session.store)));
  const check = (text: string) =>
    text === "" || parseMoney(text, currency) !== null ? "" : t("cost.wrong");

  return (
    <Part title={t("cost.title")}>
      {data && (
        <dl className={classes.facts}>
          {(["total", "actual", "remaining"] as const).map((name) => (
            <div key={name}>
              <dt>{t(`cost.${name}`)}</dt>
              <dd className="hw-num" data-testid={`cost-${name}`}>
                {money(data[name], currency, locale())}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <div className={classes.grid}>
        <SavedInput
          label={t("cost.fixed", { currency })}
          value={typed?.fixed_cost ? typedMoney(typed.fixed_cost, currency) : ""}
          inputMode="decimal"
          placeholder="0"
          disabled={!edits}
          check={check}
          onSave={(text, seen) =>
            void setCost(seenAt(session, seen), id, { fixed_cost: parseMoney(text, currency) ?? 0 })
          }
        />
        <SavedInput
          label={t("cost.typedActual", { currency })}
          value={
            typed?.actual_cost === null || typed?.actual_cost === undefined
              ? ""
              : typedMoney(typed.actual_cost, currency)
          }
          inputMode="decimal"
          placeholder={t("cost.follows")}
          disabled={!edits}
          check={check}
          onSave={(text, seen) =>
            void setCost(seenAt(session, seen), id, {
              actual_cost: text ? parseMoney(text, currency) : null,
            })
          }
        />
      </div>
      {data && data.unpriced.length > 0 && (
        <p className="hw-dim">{t("cost.unpriced", { names: data.unpriced.join(", ") })}</p>
      )}
    </Part>
  );
}

/** The risks of the schedule: what may happen, how likely, and what it does to which tasks. */

import { Button, Switch } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { updateRisk } from "~/commands";
import { useRevision, useSession } from "~/store/react";
import { IconPlus } from "~/ui/icons";
import { Section } from "~/ui/Page";
import { percent } from "./chance";
import { formatAmount } from "./impact";
import type { Named, RiskResult } from "./query";
import { RiskDialog } from "./RiskDialog";
import classes from "./RiskPage.module.css";

export function Risks(props: { struck: RiskResult["risks"]; unhit: readonly Named[] }) {
  const { t } = useTranslation("risk");
  const session = useSession();
  const { store } = session;
  useRevision();
  const [editing, setEditing] = useState<number | "new" | null>(null);
  const edits = store.may("plan.edit");
  const rows = [...store.rows("risks").values()].sort((a, b) =>
    a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.id - b.id,
  );
  const struck = new Map(props.struck.map((row) => [row.id, row]));
  const hits = (risk: number) => {
    const impacts = store.rows("risk_impacts");
    return (store.index("risk_impacts", "risk_id").get(risk) ?? [])
      .flatMap((key) => {
        const impact = impacts.get(key);
        return impact
          ? `${store.task(impact.task_id)?.name ?? t("unnamed")} +${formatAmount(impact, store.project)}`
          : [];
      })
      .join("; ");
  };
  return (
    <Section
      title={t("risks.title")}
      text={t("risks.text")}
      level={3}
      actions={
        edits && (
          <Button
            leftSection={<IconPlus size={15} stroke={1.8} />}
            onClick={() => setEditing("new")}
          >
            {t("risks.add")}
          </Button>
        )
      }
    >
      {rows.length === 0 ? (
        <p className="hw-dim">{t("risks.none")}</p>
      ) : (
        <div className={classes.scroll}>
          <table className={classes.table} aria-label={t("risks.title")}>
            <thead>
              <tr>
                <th scope="col">{t("risks.name")}</th>
                <th scope="col" className={classes.right}>
                  {t("risks.probability")}
                </th>
                <th scope="col">{t("risks.impacts")}</th>
                <th scope="col" className={classes.right}>
                  {t("risks.correlation")}
                </th>
                <th scope="col">{t("risks.active")}</th>
              </tr>
            </thead>
            <tbody className="hw-num">
              {rows.map((row) => (
                <tr key={row.id} data-off={row.active ? undefined : true}>
                  <th scope="row">
                    {edits ? (
                      <button
                        type="button"
                        className={classes.open}
                        onClick={() => setEditing(row.id)}
                      >
                        {row.name}
                      </button>
                    ) : (
                      row.name
                    )}
                  </th>
                  <td className={classes.right}>{percent(row.probability / 10_000)}</td>
                  <td className={classes.hits}>{hits(row.id) || t("risks.hitsNone")}</td>
                  <td className={classes.right}>
                    {row.active ? (struck.get(row.id)?.correlation.toFixed(2) ?? "–") : "–"}
                  </td>
                  <td>
                    <Switch
                      aria-label={t("risks.activeOf", { name: row.name })}
                      checked={row.active}
                      disabled={!edits}
                      onChange={(event) =>
                        void updateRisk(session, row.id, { active: event.currentTarget.checked })
                      }
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {props.unhit.length > 0 && (
        <p className={classes.note}>
          {t("risks.unhit", { names: props.unhit.map((one) => one.name).join(", ") })}
        </p>
      )}
      {editing !== null && (
        <RiskDialog id={editing === "new" ? null : editing} onClose={() => setEditing(null)} />
      )}
    </Section>
  );
}

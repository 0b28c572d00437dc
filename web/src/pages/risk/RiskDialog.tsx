/** One risk: its name, how likely it is, and what it adds to which tasks. */

import { ActionIcon, Button, Checkbox, Modal, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { addRisk, deleteRisk, updateRisk } from "~/commands";
import { useSession } from "~/store/react";
import { TaskSearch } from "~/task/TaskSearch";
import { IconX } from "~/ui/icons";
import { Fields } from "~/ui/Page";
import { formatAmount, parseAmount } from "./impact";
import classes from "./RiskPage.module.css";

interface Hit {
  task_id: number;
  text: string;
}

export function RiskDialog({ id, onClose }: { id: number | null; onClose: () => void }) {
  const { t } = useTranslation(["risk", "shell"]);
  const session = useSession();
  const { store } = session;
  const row = id === null ? undefined : store.rows("risks").get(id);
  const [hits, setHits] = useState<Hit[]>(() =>
    (id === null ? [] : (store.index("risk_impacts", "risk_id").get(id) ?? [])).flatMap((key) => {
      const impact = store.rows("risk_impacts").get(key);
      return impact ? [{ task_id: impact.task_id, text: formatAmount(impact, store.project) }] : [];
    }),
  );
  const [error, setError] = useState("");
  const exclude = useMemo(() => {
    const summaries = [...store.index("tasks", "parent_id").keys()];
    return new Set([...(summaries as number[]), ...hits.map((hit) => hit.task_id)]);
  }, [store, hits]);

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = String(form.get("name") ?? "").trim();
    const chance = Number(
      String(form.get("probability") ?? "")
        .replace(/[\s%]/g, "")
        .replace(",", "."),
    );
    if (!name) return setError(t("risks.nameMissing"));
    if (!(chance >= 0 && chance <= 100)) return setError(t("risks.probabilityWrong"));
    const impacts = [];
    for (const hit of hits) {
      const amount = parseAmount(hit.text, store.project);
      if (!amount) {
        return setError(t("risks.amountWrong", { name: store.task(hit.task_id)?.name ?? "" }));
      }
      impacts.push({ task_id: hit.task_id, ...amount });
    }
    const fields = {
      name,
      probability: Math.round(chance * 100),
      active: form.get("active") === "on",
      notes: String(form.get("notes") ?? ""),
    };
    onClose();
    await (id === null
      ? addRisk(session, fields, impacts)
      : updateRisk(session, id, fields, impacts));
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={row ? row.name : t("risks.add")}
      closeButtonProps={{ "aria-label": t("shell:close") }}
    >
      <form onSubmit={(event) => void save(event)} noValidate>
        <Fields>
          <TextInput
            name="name"
            label={t("risks.name")}
            placeholder={t("risks.example")}
            defaultValue={row?.name}
            required
            maxLength={500}
            data-autofocus
          />
          <TextInput
            name="probability"
            label={t("risks.probabilityPercent")}
            inputMode="decimal"
            defaultValue={String((row?.probability ?? 1000) / 100)}
          />
          <div>
            <h3>{t("risks.impacts")}</h3>
            <p className={classes.hint}>{t("risks.impactsText")}</p>
            <ul className={classes.impacts}>
              {hits.map((hit, place) => {
                const name = store.task(hit.task_id)?.name ?? t("unnamed");
                return (
                  <li key={hit.task_id}>
                    <span>{name}</span>
                    <TextInput
                      className={classes.amount}
                      aria-label={t("risks.amountOf", { name })}
                      placeholder="5d, 50 %"
                      value={hit.text}
                      onChange={(event) => {
                        const text = event.currentTarget.value;
                        setHits(hits.map((one, at) => (at === place ? { ...one, text } : one)));
                      }}
                    />
                    <ActionIcon
                      aria-label={t("risks.spare", { name })}
                      onClick={() => setHits(hits.filter((_, at) => at !== place))}
                    >
                      <IconX size={15} stroke={1.6} />
                    </ActionIcon>
                  </li>
                );
              })}
            </ul>
            <TaskSearch
              label={t("risks.addImpact")}
              exclude={exclude}
              onChoose={(task) => setHits([...hits, { task_id: task, text: "5d" }])}
            />
          </div>
          <Textarea
            name="notes"
            label={t("risks.notes")}
            defaultValue={row?.notes}
            autosize
            minRows={2}
            maxLength={100_000}
          />
          <Checkbox
            name="active"
            label={t("risks.takesPart")}
            defaultChecked={row?.active ?? true}
          />
        </Fields>
        {error && (
          <p role="alert" className={classes.error}>
            {error}
          </p>
        )}
        <div className={classes.buttons}>
          {id !== null && (
            <Button
              data-start
              color="red"
              variant="subtle"
              onClick={() => {
                onClose();
                void deleteRisk(session, id);
              }}
            >
              {t("delete")}
            </Button>
          )}
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" variant="filled">
            {t("save")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** How sure the durations are, for many tasks at once. */

import { Button, Modal, NativeSelect, Radio, Stack } from "@mantine/core";
import { type FormEvent, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { setConfidence } from "~/commands";
import { CONFIDENCES } from "~/model/confidence";
import type { TaskRow } from "~/protocol/tables.generated";
import { useSession } from "~/store/react";
import type { ProjectStore } from "~/store/types";
import classes from "./RiskPage.module.css";

type Which = "unestimated" | "all" | "below";

export function EstimatesDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(["risk", "task", "shell"]);
  const session = useSession();
  const { store } = session;
  const summaries = useMemo(
    () =>
      store
        .outline()
        .filter((line) => line.hasChildren)
        .map((line) => ({ value: String(line.id), label: store.task(line.id)?.name ?? "" })),
    [store],
  );
  const [which, setWhich] = useState<Which>("unestimated");
  const [summary, setSummary] = useState(summaries[0]?.value ?? "");
  const [confidence, setClass] = useState<TaskRow["confidence"]>("medium");
  const chosen = useMemo(() => tasksOf(store, which, Number(summary)), [store, which, summary]);

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onClose();
    await setConfidence(session, chosen, confidence);
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={t("estimates.title")}
      closeButtonProps={{ "aria-label": t("shell:close") }}
    >
      <form onSubmit={(event) => void save(event)}>
        <Stack gap="md">
          <p className="hw-dim">{t("estimates.text")}</p>
          <Radio.Group
            label={t("estimates.which")}
            value={which}
            onChange={(value) => setWhich(value as Which)}
          >
            <Stack gap="xs" mt={6}>
              <Radio value="unestimated" label={t("estimates.unestimated")} />
              <Radio value="all" label={t("estimates.all")} />
              {summaries.length > 0 && <Radio value="below" label={t("estimates.below")} />}
            </Stack>
          </Radio.Group>
          {which === "below" && (
            <NativeSelect
              label={t("estimates.summary")}
              value={summary}
              onChange={(event) => setSummary(event.currentTarget.value)}
              data={summaries}
            />
          )}
          <NativeSelect
            label={t("task:estimate.confidence")}
            value={confidence}
            onChange={(event) => setClass(event.currentTarget.value as TaskRow["confidence"])}
            data={CONFIDENCES.map((value) => ({
              value,
              label: t(`task:estimate.classes.${value || "none"}`),
            }))}
          />
        </Stack>
        <div className={classes.buttons}>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" variant="filled" disabled={!chosen.length}>
            {t("estimates.set", { count: chosen.length })}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** The tasks that are still to be done, of which a duration is uncertain. */
function tasksOf(store: ProjectStore, which: Which, summary: number): number[] {
  const found: number[] = [];
  for (const line of store.outline()) {
    const task = store.task(line.id);
    if (!task || line.hasChildren || !task.active || task.duration === 0) continue;
    if (task.actual_finish !== null) continue;
    const known = task.optimistic !== null || task.pessimistic !== null || task.confidence !== "";
    if (which === "unestimated" && known) continue;
    if (which === "below" && !liesIn(store, task, summary)) continue;
    found.push(task.id);
  }
  return found;
}

function liesIn(store: ProjectStore, task: TaskRow, summary: number): boolean {
  let above = task.parent_id;
  while (above !== null) {
    if (above === summary) return true;
    above = store.task(above)?.parent_id ?? null;
  }
  return false;
}

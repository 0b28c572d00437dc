/** How sure the durations are, for many tasks at once. */

import { Button, Group, Modal, NativeSelect, NumberInput, Radio, Stack } from "@mantine/core";
import { type FormEvent, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { setConfidence } from "~/commands";
import { useTellChange } from "~/here/undo";
import { CONFIDENCES } from "~/model/confidence";
import type { TaskRow } from "~/protocol/tables.generated";
import { useSession } from "~/store/react";
import type { ProjectStore } from "~/store/types";
import classes from "./RiskPage.module.css";

type Which = "selected" | "unestimated" | "all" | "below";

export function EstimatesDialog(props: {
  /** Tasks that are chosen in the plan, if any. */
  ids?: readonly number[];
  onClose: () => void;
}) {
  const { ids, onClose } = props;
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
  const selected = useMemo(() => within(store, ids ?? []), [store, ids]);
  // A cursor that merely rests on what is done chooses nothing.
  const [which, setWhich] = useState<Which>(() =>
    tasksOf(store, "selected", 0, selected).length ? "selected" : "unestimated",
  );
  const [summary, setSummary] = useState(summaries[0]?.value ?? "");
  const [confidence, setClass] = useState<TaskRow["confidence"]>("medium");
  const [how, setHow] = useState<"class" | "points">("class");
  const [low, setLow] = useState<number | string>(80);
  const [high, setHigh] = useState<number | string>(150);
  const tell = useTellChange();
  const chosen = useMemo(
    () => tasksOf(store, which, Number(summary), selected),
    [store, which, summary, selected],
  );
  const points =
    typeof low === "number" && typeof high === "number" && low > 0 && low <= 100 && high >= 100
      ? { low, high }
      : null;

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const sure = how === "class" ? confidence : points;
    if (sure === null) return;
    onClose();
    const outcome = await setConfidence(session, chosen, sure);
    const id = outcome.ok ? outcome.changeset?.id : undefined;
    if (id === undefined) return;
    tell(id, { tone: "good", text: t("estimates.done", { count: chosen.length }) });
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
              {ids?.length ? (
                <Radio
                  value="selected"
                  label={t("estimates.selected", { count: ids.length })}
                  description={t("estimates.selectedNote")}
                />
              ) : null}
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
          <Radio.Group
            label={t("estimates.how")}
            value={how}
            onChange={(value) => setHow(value as typeof how)}
          >
            <Stack gap="xs" mt={6}>
              <Radio value="class" label={t("estimates.byClass")} />
              <Radio value="points" label={t("estimates.byPoints")} />
            </Stack>
          </Radio.Group>
          {how === "class" ? (
            <NativeSelect
              label={t("task:estimate.confidence")}
              value={confidence}
              onChange={(event) => setClass(event.currentTarget.value as TaskRow["confidence"])}
              data={CONFIDENCES.map((value) => ({
                value,
                label: t(`task:estimate.classes.${value || "none"}`),
              }))}
            />
          ) : (
            <Group grow align="flex-start">
              <NumberInput
                label={t("estimates.low")}
                value={low}
                min={1}
                step={5}
                suffix=" %"
                error={points ? undefined : t("estimates.wrong")}
                onChange={setLow}
              />
              <NumberInput
                label={t("estimates.high")}
                value={high}
                min={100}
                max={1000}
                step={5}
                suffix=" %"
                onChange={setHigh}
              />
            </Group>
          )}
        </Stack>
        <div className={classes.buttons}>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button
            type="submit"
            variant="filled"
            disabled={!chosen.length || (how === "points" && !points)}
          >
            {t("estimates.set", { count: chosen.length })}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** The tasks that are still to be done, of which a duration is uncertain. */
function tasksOf(
  store: ProjectStore,
  which: Which,
  summary: number,
  selected: ReadonlySet<number>,
): number[] {
  const found: number[] = [];
  for (const line of store.outline()) {
    const task = store.task(line.id);
    if (!task || line.hasChildren || !task.active || task.duration === 0) continue;
    if (task.actual_finish !== null) continue;
    const known = task.optimistic !== null || task.pessimistic !== null || task.confidence !== "";
    if (which === "unestimated" && known) continue;
    if (which === "selected" && !selected.has(task.id)) continue;
    if (which === "below" && !liesIn(store, task, summary)) continue;
    found.push(task.id);
  }
  return found;
}

/** The tasks that are chosen, and all that lies below them. */
function within(store: ProjectStore, ids: readonly number[]): ReadonlySet<number> {
  const found = new Set(ids);
  for (const line of store.outline()) {
    if (line.parentId !== null && found.has(line.parentId)) found.add(line.id);
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

/** Planning, starting and completing a sprint. */

import { Alert, Button, Checkbox, Modal, Stack, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { planNow } from "~/commands";
import { addSprint, type SprintFields, startSprint, updateSprint } from "~/commands/sprints";
import type { Capacity } from "~/here/scrum";
import { listsOf, nextSprint, totalsOfItems } from "~/model/scrum";
import type { Sprint } from "~/model/sprints";
import { useRevision, useSession } from "~/store/react";
import { number, planDate } from "~/ui/dates";
import classes from "../Backlog.module.css";
import { loadOf } from "../load";
import { overWords } from "./CapacityTip";
import { CompleteDialog } from "./CompleteDialog";
import { Days } from "./Days";
import inside from "./Dialogs.module.css";
import type { Asked } from "./ListHead";
import { outsideIn, pinSteps } from "./OutsideTip";

export function SprintDialog(props: {
  asked: Asked;
  /** Of the sprint that is asked about, where the server said it. */
  capacity: Capacity | undefined;
  onClose: () => void;
}) {
  const { asked, capacity, onClose } = props;
  const { store } = useSession();
  useRevision();
  const sprint = asked.kind === "new" ? undefined : store.rows("sprints").get(asked.id);
  if (asked.kind !== "new" && !sprint) return null;
  if (asked.kind === "complete" && sprint)
    return <CompleteDialog sprint={sprint} onClose={onClose} />;
  return <PlanDialog kind={asked.kind} sprint={sprint} capacity={capacity} onClose={onClose} />;
}

function PlanDialog(props: {
  kind: Asked["kind"];
  sprint: Sprint | undefined;
  capacity: Capacity | undefined;
  onClose: () => void;
}) {
  const { kind, sprint, capacity, onClose } = props;
  const { t } = useTranslation(["scrum", "shell"]);
  const session = useSession();
  const { store } = session;
  const [first] = useState(() =>
    nextSprint(store, planNow(store), (n) => t("numbered", { number: n })),
  );
  const [name, setName] = useState(sprint?.name ?? first.name);
  const [goal, setGoal] = useState(sprint?.goal ?? "");
  const begun = kind === "start" && sprint?.start === null;
  const [start, setStart] = useState(sprint && !begun ? sprint.start : first.start);
  const [finish, setFinish] = useState(sprint && !begun ? sprint.finish : first.finish);
  const [pin, setPin] = useState(false);
  const [error, setError] = useState("");
  const ids = sprint ? (listsOf(store).find((one) => one.sprint?.id === sprint.id)?.ids ?? []) : [];
  const totals = totalsOfItems(store, ids);
  const over = kind === "start" && capacity ? overWords(loadOf(capacity)) : "";
  const planned = sprint && start !== null ? { ...sprint, start, finish } : undefined;
  const early = kind === "start" && planned ? outsideIn(store, planned, ids).before : [];

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim()) return;
    if (start !== null && finish !== null && finish <= start) return setError(t("lastBeforeFirst"));
    if ((start === null) !== (finish === null) || (kind === "start" && start === null)) {
      return setError(t("bothDays"));
    }
    const fields = changedOf(sprint, { name: name.trim(), goal: goal.trim(), start, finish });
    const outcome = await (!sprint
      ? addSprint(session, { ...fields, name: name.trim() })
      : kind === "start"
        ? startSprint(
            session,
            sprint.id,
            fields,
            pin && planned ? pinSteps(store, planned, early) : [],
          )
        : updateSprint(session, sprint.id, fields));
    if (outcome.ok) onClose();
  };
  const title =
    kind === "new" ? t("newSprint") : t(`${kind}Title` as "startTitle", { name: sprint?.name });
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      closeButtonProps={{ "aria-label": t("shell:close") }}
    >
      <form onSubmit={(event) => void save(event)} noValidate>
        <Stack gap="md">
          {kind === "start" && (
            <p className={inside.said}>
              {t("commits", { count: ids.length, points: number(totals.points / 100, 2) })}
              {totals.unestimated > 0 && ` ${t("unestimated", { count: totals.unestimated })}`}
            </p>
          )}
          {over && <p className={classes.over}>{t("overloaded", { who: over })}</p>}
          <TextInput
            label={t("name")}
            value={name}
            maxLength={100}
            required
            data-autofocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Textarea
            label={t("goal")}
            placeholder={t("goalPlaceholder")}
            value={goal}
            maxLength={2000}
            autosize
            minRows={2}
            maxRows={6}
            dir="auto"
            onChange={(event) => setGoal(event.currentTarget.value)}
          />
          <Days start={start} finish={finish} onStart={setStart} onFinish={setFinish} />
          {early.length > 0 && start !== null && (
            <Checkbox
              checked={pin}
              onChange={(event) => setPin(event.currentTarget.checked)}
              label={t("pinItems", { count: early.length, date: planDate(start) })}
              description={t("pinText")}
            />
          )}
          {error && (
            <Alert color="red" role="alert">
              {error}
            </Alert>
          )}
          <div className={inside.actions}>
            <Button onClick={onClose}>{t("cancel")}</Button>
            <Button type="submit" variant="filled" disabled={!name.trim()}>
              {t(kind === "new" ? "plan" : kind === "start" ? "start" : "save")}
            </Button>
          </div>
        </Stack>
      </form>
    </Modal>
  );
}

/** What of a sprint's fields is another value than before. */
function changedOf(sprint: Sprint | undefined, fields: Required<SprintFields>): SprintFields {
  if (!sprint) return fields;
  return Object.fromEntries(
    Object.entries(fields).filter(([key, value]) => sprint[key as keyof Sprint] !== value),
  );
}

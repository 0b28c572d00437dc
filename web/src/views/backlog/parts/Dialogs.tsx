/** Planning, starting and completing a sprint. */

import { Alert, Button, Checkbox, Modal, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { planNow } from "~/commands";
import {
  addSprint,
  completeSprint,
  type SprintFields,
  startSprint,
  updateSprint,
} from "~/commands/sprints";
import { DAY } from "~/model/moments";
import {
  doneIn,
  listsOf,
  nextSprint,
  openSprints,
  type Sprint,
  totalsOfItems,
} from "~/model/scrum";
import { useRevision, useSession } from "~/store/react";
import { DateField } from "~/ui/DateField";
import { number, planDate } from "~/ui/dates";
import classes from "../Backlog.module.css";
import type { Asked } from "./ListHead";
import { outsideIn, pinSteps } from "./OutsideTip";

/** Sprints have whole days. */
const RULES = { day_start: 0, day_finish: DAY };

export function SprintDialog({ asked, onClose }: { asked: Asked; onClose: () => void }) {
  const { store } = useSession();
  useRevision();
  const sprint = asked.kind === "new" ? undefined : store.rows("sprints").get(asked.id);
  if (asked.kind !== "new" && !sprint) return null;
  if (asked.kind === "complete" && sprint)
    return <CompleteDialog sprint={sprint} onClose={onClose} />;
  return <PlanDialog kind={asked.kind} sprint={sprint} onClose={onClose} />;
}

function PlanDialog(props: {
  kind: Asked["kind"];
  sprint: Sprint | undefined;
  onClose: () => void;
}) {
  const { kind, sprint, onClose } = props;
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
            <p className={classes.said}>
              {t("commits", { count: ids.length, points: number(totals.points / 100, 2) })}
              {totals.unestimated > 0 && ` ${t("unestimated", { count: totals.unestimated })}`}
            </p>
          )}
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
          <div className={classes.pair}>
            <DateField
              label={t("firstDay")}
              value={start}
              as="start"
              rules={rulesOf(store.project.zone)}
              onChange={setStart}
            />
            <DateField
              label={t("lastDay")}
              value={finish}
              as="finish"
              rules={rulesOf(store.project.zone)}
              onChange={setFinish}
            />
          </div>
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
          <div className={classes.actions}>
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

const rulesOf = (zone: string) => (zone ? { ...RULES, zone } : RULES);

/** What of a sprint's fields is another value than before. */
function changedOf(sprint: Sprint | undefined, fields: Required<SprintFields>): SprintFields {
  if (!sprint) return fields;
  return Object.fromEntries(
    Object.entries(fields).filter(([key, value]) => sprint[key as keyof Sprint] !== value),
  );
}

const BACKLOG = "backlog";
const SHOWN = 8;

function CompleteDialog({ sprint, onClose }: { sprint: Sprint; onClose: () => void }) {
  const { t } = useTranslation(["scrum", "shell"]);
  const session = useSession();
  const { store } = session;
  const ids = listsOf(store).find((one) => one.sprint?.id === sprint.id)?.ids ?? [];
  const done = doneIn(store);
  const left = ids.flatMap((id) => {
    const task = store.task(id);
    return task && !done(task) ? [task] : [];
  });
  const others = openSprints(store).filter((one) => one.id !== sprint.id);
  const [to, setTo] = useState(
    String(others.find((one) => one.state === "planned")?.id ?? BACKLOG),
  );
  const complete = async (event: FormEvent) => {
    event.preventDefault();
    const outcome = await completeSprint(session, sprint.id, to === BACKLOG ? null : Number(to));
    if (outcome.ok) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("completeTitle", { name: sprint.name })}
      closeButtonProps={{ "aria-label": t("shell:close") }}
    >
      <form onSubmit={(event) => void complete(event)}>
        <Stack gap="md">
          <p className={classes.said}>
            {t("doneOf", { done: ids.length - left.length, count: ids.length })}
          </p>
          {left.length > 0 && (
            <>
              <ul className={classes.left} aria-label={t("left", { count: left.length })}>
                {left.slice(0, SHOWN).map((task) => (
                  <li key={task.id}>
                    <bdi>{task.name}</bdi>
                  </li>
                ))}
                {left.length > SHOWN && <li>{t("more", { count: left.length - SHOWN })}</li>}
              </ul>
              <Select
                label={t("goTo", { count: left.length })}
                value={to}
                allowDeselect={false}
                data={[
                  ...others.map((one) => ({ value: String(one.id), label: one.name })),
                  { value: BACKLOG, label: t("backlog") },
                ]}
                onChange={(value) => setTo(value ?? BACKLOG)}
              />
            </>
          )}
          <div className={classes.actions}>
            <Button onClick={onClose}>{t("cancel")}</Button>
            <Button type="submit" variant="filled" data-autofocus>
              {t("complete")}
            </Button>
          </div>
        </Stack>
      </form>
    </Modal>
  );
}

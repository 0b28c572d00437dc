/** Completing a sprint: what is not done goes on to another, to a new one, or back to the backlog. */

import { Alert, Button, Modal, Select, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { planNow } from "~/commands";
import { completeSprint, type NewSprint } from "~/commands/sprints";
import { doneIn, listsOf, nextSprint } from "~/model/scrum";
import { openSprints, type Sprint } from "~/model/sprints";
import { useSession } from "~/store/react";
import { Days } from "./Days";
import classes from "./Dialogs.module.css";

const BACKLOG = "backlog";
const NEW = "new";
const SHOWN = 8;

export function CompleteDialog({ sprint, onClose }: { sprint: Sprint; onClose: () => void }) {
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
  const [first] = useState(() =>
    nextSprint(store, planNow(store), (n) => t("numbered", { number: n }), sprint),
  );
  const [name, setName] = useState(first.name);
  const [start, setStart] = useState<number | null>(first.start);
  const [finish, setFinish] = useState<number | null>(first.finish);
  const [error, setError] = useState("");
  const anew = to === NEW && left.length > 0;

  const complete = async (event: FormEvent) => {
    event.preventDefault();
    if (anew && (start === null) !== (finish === null)) return setError(t("bothDays"));
    if (anew && start !== null && finish !== null && finish <= start) {
      return setError(t("lastBeforeFirst"));
    }
    const fields: NewSprint = { name: name.trim(), start, finish };
    const where = anew ? fields : to === BACKLOG || to === NEW ? null : Number(to);
    const outcome = await completeSprint(session, sprint.id, where);
    if (outcome.ok) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("completeTitle", { name: sprint.name })}
      closeButtonProps={{ "aria-label": t("shell:close") }}
    >
      <form onSubmit={(event) => void complete(event)} noValidate>
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
                  { value: NEW, label: t("toNew") },
                  { value: BACKLOG, label: t("backlog") },
                ]}
                onChange={(value) => setTo(value ?? BACKLOG)}
              />
            </>
          )}
          {anew && (
            <>
              <TextInput
                label={t("newName")}
                value={name}
                maxLength={100}
                required
                onChange={(event) => setName(event.currentTarget.value)}
              />
              <Days start={start} finish={finish} onStart={setStart} onFinish={setFinish} />
            </>
          )}
          {error && (
            <Alert color="red" role="alert">
              {error}
            </Alert>
          )}
          <div className={classes.actions}>
            <Button onClick={onClose}>{t("cancel")}</Button>
            <Button
              type="submit"
              variant="filled"
              data-autofocus
              disabled={anew && name.trim() === ""}
            >
              {t("complete")}
            </Button>
          </div>
        </Stack>
      </form>
    </Modal>
  );
}

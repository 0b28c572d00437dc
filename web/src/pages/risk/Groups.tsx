/** Groups of tasks whose durations run high or low together. */

import { ActionIcon, Button, Modal, TextInput } from "@mantine/core";
import { type FormEvent, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { addRiskGroup, deleteRiskGroup, updateRiskGroup } from "~/commands";
import { useRevision, useSession } from "~/store/react";
import { TaskSearch } from "~/task/TaskSearch";
import { IconPlus, IconX } from "~/ui/icons";
import { Fields, Section } from "~/ui/Page";
import { percent } from "./chance";
import classes from "./RiskPage.module.css";

export function Groups() {
  const { t } = useTranslation("risk");
  const { store } = useSession();
  useRevision();
  const [editing, setEditing] = useState<number | "new" | null>(null);
  const edits = store.may("plan.edit");
  const rows = [...store.rows("risk_groups").values()].sort((a, b) => a.name.localeCompare(b.name));
  const members = store.index("tasks", "risk_group_id");
  return (
    <Section
      title={t("groups.title")}
      text={t("groups.text")}
      level={3}
      actions={
        edits && (
          <Button
            leftSection={<IconPlus size={15} stroke={1.8} />}
            onClick={() => setEditing("new")}
          >
            {t("groups.add")}
          </Button>
        )
      }
    >
      {rows.length === 0 ? (
        <p className="hw-dim">{t("groups.none")}</p>
      ) : (
        <div className={classes.scroll}>
          <table className={classes.table} aria-label={t("groups.title")}>
            <thead>
              <tr>
                <th scope="col">{t("groups.name")}</th>
                <th scope="col" className={classes.right}>
                  {t("groups.correlation")}
                </th>
                <th scope="col">{t("groups.tasks")}</th>
              </tr>
            </thead>
            <tbody className="hw-num">
              {rows.map((row) => (
                <tr key={row.id}>
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
                  <td className={classes.right}>{percent(row.correlation / 10_000)}</td>
                  <td className={classes.hits}>
                    {(members.get(row.id) ?? [])
                      .map((key) => store.task(key)?.name || t("unnamed"))
                      .join("; ") || t("groups.empty")}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {editing !== null && (
        <GroupDialog id={editing === "new" ? null : editing} onClose={() => setEditing(null)} />
      )}
    </Section>
  );
}

function GroupDialog({ id, onClose }: { id: number | null; onClose: () => void }) {
  const { t } = useTranslation(["risk", "shell"]);
  const session = useSession();
  const { store } = session;
  const row = id === null ? undefined : store.rows("risk_groups").get(id);
  const [tasks, setTasks] = useState<readonly number[]>(() =>
    id === null ? [] : (store.index("tasks", "risk_group_id").get(id) ?? []),
  );
  const [error, setError] = useState("");
  const exclude = useMemo(() => {
    const summaries = [...store.index("tasks", "parent_id").keys()] as number[];
    return new Set([...summaries, ...tasks]);
  }, [store, tasks]);

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = String(form.get("name") ?? "").trim();
    const share = Number(
      String(form.get("correlation") ?? "")
        .replace(/[\s%]/g, "")
        .replace(",", "."),
    );
    if (!name) return setError(t("groups.nameMissing"));
    if (!(share >= 0 && share <= 100)) return setError(t("groups.correlationWrong"));
    const fields = { name, correlation: Math.round(share * 100) };
    onClose();
    await (id === null
      ? addRiskGroup(session, fields, tasks)
      : updateRiskGroup(session, id, fields, tasks));
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={row ? row.name : t("groups.add")}
      closeButtonProps={{ "aria-label": t("shell:close") }}
    >
      <form onSubmit={(event) => void save(event)} noValidate>
        <Fields>
          <TextInput
            name="name"
            label={t("groups.name")}
            placeholder={t("groups.example")}
            defaultValue={row?.name}
            required
            maxLength={200}
            data-autofocus
          />
          <TextInput
            name="correlation"
            label={t("groups.correlationPercent")}
            description={t("groups.correlationText")}
            inputMode="decimal"
            defaultValue={String((row?.correlation ?? 5000) / 100)}
          />
          <div>
            <h3>{t("groups.tasks")}</h3>
            <ul className={classes.impacts}>
              {tasks.map((task) => {
                const name = store.task(task)?.name || t("unnamed");
                return (
                  <li key={task}>
                    <span>{name}</span>
                    <ActionIcon
                      aria-label={t("groups.take", { name })}
                      onClick={() => setTasks(tasks.filter((one) => one !== task))}
                    >
                      <IconX size={15} stroke={1.6} />
                    </ActionIcon>
                  </li>
                );
              })}
            </ul>
            <TaskSearch
              label={t("groups.addTask")}
              exclude={exclude}
              onChoose={(task) => setTasks([...tasks, task])}
            />
          </div>
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
                void deleteRiskGroup(session, id);
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

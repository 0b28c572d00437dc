/** Puts the tasks of a template into the plan, behind a task or at its end. */

import { Button, Modal, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { insertTemplate } from "~/commands/templates";
import { reveal } from "~/here/panel";
import { keptTemplatesQuery, templateBody } from "~/here/templates";
import { useTellChange } from "~/here/undo";
import { Refusal } from "~/protocol/http";
import { useSession, useStore } from "~/store/react";
import { DateField } from "~/ui/DateField";
import { Fields } from "~/ui/Page";
import { Skeleton } from "~/ui/Skeleton";
import { Inside } from "./Inside";
import classes from "./Templates.module.css";

export function InsertTemplateDialog(props: {
  /** The task that they are put behind; null is the end of the plan. */
  after: number | null;
  onClose: () => void;
}) {
  const { after, onClose } = props;
  const { t } = useTranslation(["templates", "shell"]);
  const session = useSession();
  const tell = useTellChange();
  const project = useStore((store) => store.project);
  const beside = useStore((store) => (after === null ? undefined : store.task(after)));
  const { data, error: lost } = useQuery(keptTemplatesQuery("tasks", session.store.workspaceId));
  const [chosen, setChosen] = useState("");
  const [start, setStart] = useState<number | null>(null);
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const id = chosen || data?.[0]?.id;

  const insert = async (event: FormEvent) => {
    event.preventDefault();
    if (id === undefined) return;
    setBusy(true);
    try {
      const body = await templateBody(id);
      const place = { afterId: beside?.id ?? null, parentId: null, start };
      const outcome = await insertTemplate(session, body, place);
      setBusy(false);
      if (!outcome.ok) return setError(outcome.problem.detail);
      onClose();
      const made = outcome.created.tasks ?? [];
      if (made[0] !== undefined) reveal(made[0]);
      tell(outcome.changeset?.id, {
        tone: "good",
        text: t("inserted", { count: made.length }),
      });
    } catch (refused) {
      if (!(refused instanceof Refusal)) throw refused;
      setBusy(false);
      setError(refused.message);
    }
  };

  const params = { workspaceId: String(session.store.workspaceId) };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("insertTitle")}
      closeButtonProps={{ "aria-label": t("shell:close") }}
    >
      {!data && !lost && <Skeleton rows={4} />}
      {lost && <p role="alert">{lost.message}</p>}
      {data?.length === 0 && <p className="hw-dim">{t("noneTasks")}</p>}
      {!!data?.length && (
        <form onSubmit={(event) => void insert(event)} noValidate>
          <Fields>
            <NativeSelect
              label={t("template")}
              value={id}
              onChange={(event) => setChosen(event.currentTarget.value)}
              data={data.map((one) => ({
                value: one.id,
                label: t("templateOf", { name: one.name, count: one.tasks }),
              }))}
              data-autofocus
            />
            <p className="hw-dim">{beside ? t("behind", { name: beside.name }) : t("atEnd")}</p>
            <DateField
              label={t("begins")}
              description={t("beginsText")}
              as="start"
              rules={project}
              value={start}
              onChange={setStart}
            />
            {id !== undefined && <Inside key={id} id={id} />}
            {error && (
              <p role="alert" className={classes.error}>
                {error}
              </p>
            )}
            <div className={classes.buttons}>
              <Button type="submit" variant="filled" loading={busy}>
                {t("insert")}
              </Button>
              <Link to="/w/$workspaceId/templates" params={params}>
                {t("manage")}
              </Link>
            </div>
          </Fields>
        </form>
      )}
    </Modal>
  );
}

/** Whether a project's columns and types are its own or the workspace's, and the way from one to the
 * other. */

import { Button, NativeSelect } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { makeOwn, startUsing } from "~/commands/workflows";
import { sendToWorkspace } from "~/here/queries";
import { fieldsOf } from "~/model/custom";
import { typesOf } from "~/model/types";
import { statusesOf } from "~/model/workflow";
import { takerOf, unlike, workflowFrom, workflowOf } from "~/model/workflows";
import type { FollowingOut as Standing } from "~/protocol/answers.generated";
import { api, Refusal } from "~/protocol/http";
import type { Tables } from "~/protocol/tables.generated";
import { useRevision, useSession } from "~/store/react";
import { FormEnd } from "~/ui/FormEnd";
import { toasts } from "~/ui/toasts";
import classes from "./Types.module.css";

/** Milliseconds until it is asked again whether the project caught up. */
const LOOK_EVERY = 30_000;

export function Shared() {
  const { t } = useTranslation("types");
  const session = useSession();
  const { store } = session;
  useRevision();
  const [asks, setAsks] = useState(false);
  const manages = store.parentId === null && store.may("projects.manage");
  const flows = [...store.rows("workflows").values()];
  const used = flows.find((one) => one.id === store.project.workflow_id);
  const open = flows.filter((one) => one.active);

  async function own(): Promise<void> {
    const outcome = await makeOwn(session);
    if (outcome.ok) toasts.show({ tone: "good", text: t("shared.owned") });
  }

  async function keep(): Promise<void> {
    const { name } = store.project;
    const parts = {
      statuses: statusesOf(store),
      types: typesOf(store),
      fields: fieldsOf(store),
    };
    try {
      const fields = workflowFrom(name.slice(0, 60), parts);
      const made = await sendToWorkspace(store.workspaceId, "workflow.create", { fields });
      const key = made.created?.workflows?.[0];
      if (key === undefined) return;
      const outcome = await startUsing(session, key, {});
      if (outcome.ok) toasts.show({ tone: "good", text: t("shared.kept", { name }) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      toasts.show({ tone: "bad", text: error.message });
    }
  }

  if (used) {
    return (
      <div className={classes.shared}>
        <p>{t("shared.from", { name: used.name })}</p>
        {manages && <Behind name={used.name} />}
        {manages && <Button onClick={() => void own()}>{t("shared.own")}</Button>}
      </div>
    );
  }
  if (!manages) return null;
  return (
    <div className={classes.shared}>
      {asks ? (
        <Use flows={open} onDone={() => setAsks(false)} />
      ) : (
        open.length > 0 && (
          <Button variant="subtle" onClick={() => setAsks(true)}>
            {t("shared.ask")}
          </Button>
        )
      )}
      {!asks && (
        <Button variant="subtle" onClick={() => void keep()}>
          {t("shared.keep")}
        </Button>
      )}
    </div>
  );
}

/** Tells whoever manages it that the project has not what the workspace says, and why. */
function Behind({ name }: { name: string }) {
  const { t } = useTranslation("types");
  const { store } = useSession();
  const { data } = useQuery({
    queryKey: ["project", store.projectId, "workflow", useRevision()],
    queryFn: ({ signal }) => api.get<Standing>(`/projects/${store.projectId}/workflow`, signal),
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_EVERY,
  });
  if (!data?.behind) return null;
  return (
    <p className={classes.behind} role="status">
      {data.refused
        ? t("shared.refused", { name, why: data.refused })
        : t("shared.behind", { name })}
    </p>
  );
}

function Use(props: { flows: readonly Tables["workflows"][]; onDone: () => void }) {
  const { t } = useTranslation("types");
  const session = useSession();
  const [chosen, setChosen] = useState(props.flows[0]?.id);
  const [into, setInto] = useState<Readonly<Record<number, number>>>({});
  const [refused, setRefused] = useState("");
  const row = props.flows.find((one) => one.id === chosen) ?? props.flows[0];
  if (!row) return null;
  const flow = workflowOf(row);

  async function use(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!row) return;
    const outcome = await startUsing(session, row.id, into);
    if (!outcome.ok) return setRefused(outcome.problem.detail);
    toasts.show({ tone: "good", text: t("shared.used", { name: row.name }) });
    props.onDone();
  }

  return (
    <form
      className={classes.form}
      aria-label={t("shared.title")}
      onSubmit={(event) => void use(event)}
    >
      <NativeSelect
        label={t("shared.which")}
        description={t("shared.text")}
        value={String(row.id)}
        data={props.flows.map((one) => ({ value: String(one.id), label: one.name }))}
        onChange={(event) => {
          setChosen(Number(event.currentTarget.value));
          setInto({});
        }}
      />
      {unlike(statusesOf(session.store), flow).map((column) => (
        <NativeSelect
          key={column.id}
          label={t("shared.into", { name: column.name })}
          value={String(into[column.id] ?? takerOf(flow.statuses, column))}
          data={flow.statuses.map((one) => ({ value: String(one.key), label: one.name }))}
          onChange={(event) => setInto({ ...into, [column.id]: Number(event.currentTarget.value) })}
        />
      ))}
      <FormEnd refused={refused} cancel={t("cancel")} onCancel={props.onDone}>
        <Button type="submit">{t("shared.use")}</Button>
      </FormEnd>
    </form>
  );
}

/** A workflow of the workspace: its columns, types and fields, changed together and saved as one change. */

import { ActionIcon, Button, Checkbox, Fieldset, Modal, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { sendToWorkspace } from "~/here/queries";
import { useWorkspaceChange } from "~/here/workspaceChange";
import { ICONS } from "~/model/types";
import {
  changedFields,
  freshKey,
  keysOf,
  type SharedColumn,
  takerOf,
  type Workflow,
  withoutColumn,
  withoutField,
} from "~/model/workflows";
import { TypeForm } from "~/pages/types/TypeForm";
import { Refusal } from "~/protocol/http";
import { FormEnd } from "~/ui/FormEnd";
import { firstFocus } from "~/ui/firstFocus";
import { IconTrash } from "~/ui/icons";
import { ColumnsPart } from "./ColumnsPart";
import { SharedFieldForm } from "./SharedFieldForm";
import classes from "./Workflows.module.css";
import type { User } from "./WorkflowsSection";

type Part = { readonly of: "type" | "field"; readonly key: number | null };

export function WorkflowEditor(props: {
  workspaceId: number;
  /** The workspace's version that is shown. */
  version: number;
  id: number | null;
  flow: Workflow | null;
  users: readonly User[];
  onClose: () => void;
}) {
  const { t } = useTranslation(["workflows", "fields"]);
  const change = useWorkspaceChange();
  const [first] = useState<Workflow>(() => props.flow ?? plain(t));
  const [flow, setFlow] = useState(first);
  /** What is edited is of this version; somebody else's change since is told before it is replaced. */
  const [seen, setSeen] = useState<number | undefined>(props.version);
  const [clash, setClash] = useState("");
  const [moved, setMoved] = useState<Readonly<Record<number, number>>>({});
  const [part, setPart] = useState<Part | null>(null);
  /** From the form of a part: this one takes the focus again. */
  const [back, setBack] = useState(false);
  const [busy, setBusy] = useState(false);
  const kept = new Set(flow.statuses.map((one) => one.key));
  const gone = (props.flow?.statuses ?? []).filter((one) => !kept.has(one.key));
  const into = (one: SharedColumn) => {
    const to = moved[one.key];
    return to !== undefined && kept.has(to) ? to : takerOf(flow.statuses, one);
  };
  const moving = props.users.reduce(
    (sum, user) => sum + gone.reduce((all, one) => all + (user.cards[one.key] ?? 0), 0),
    0,
  );

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    const fields = { ...flow, name: flow.name.trim() };
    setBusy(true);
    const done = await change(
      () => {
        if (props.id === null)
          return sendToWorkspace(props.workspaceId, "workflow.create", { fields });
        const payload = {
          id: props.id,
          fields: changedFields(first, fields),
          moved: Object.fromEntries(gone.map((one) => [one.key, into(one)])),
        };
        return sendToWorkspace(props.workspaceId, "workflow.update", payload, seen).catch(
          (error) => {
            if (error instanceof Refusal && error.problem.status === 409) {
              setClash(error.message);
              // Who has read that and saves again replaces it.
              setSeen(undefined);
            }
            throw error;
          },
        );
      },
      t("saved", { name: fields.name }),
    );
    setBusy(false);
    if (done) props.onClose();
  }

  const toList = () => {
    setBack(true);
    setPart(null);
  };
  // All of it is saved at the end: no slip of a key or the pointer may lose it.
  const dirty = flow !== first;

  return (
    <Modal
      opened
      onClose={part ? toList : props.onClose}
      closeOnClickOutside={!dirty && !part}
      closeOnEscape={!dirty || part !== null}
      size="xl"
      title={props.flow ? t("editTitle", { name: props.flow.name }) : t("newTitle")}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      {part ? (
        <PartForm flow={flow} part={part} onChange={setFlow} onDone={toList} />
      ) : (
        <form className={classes.form} onSubmit={(event) => void save(event)}>
          <TextInput
            label={t("name")}
            value={flow.name}
            required
            maxLength={60}
            dir="auto"
            data-autofocus
            ref={back ? firstFocus : null}
            onChange={(event) => setFlow({ ...flow, name: event.currentTarget.value })}
          />
          <Checkbox
            label={t("initial")}
            checked={flow.initial}
            onChange={(event) => setFlow({ ...flow, initial: event.currentTarget.checked })}
          />
          <ColumnsPart
            columns={flow.statuses}
            gone={gone.map((one) => ({ column: one, to: into(one) }))}
            onChange={(statuses) => setFlow({ ...flow, statuses })}
            onRemove={(key) => setFlow(withoutColumn(flow, key))}
            onAdd={() => {
              const key = freshKey([...keysOf(flow), ...gone.map((one) => one.key)]);
              const fresh: SharedColumn = {
                key,
                name: t("columnNew"),
                category: "doing",
                wip_limit: null,
              };
              const at = flow.statuses.findIndex((one) => one.category === "done");
              const statuses = [...flow.statuses];
              statuses.splice(at < 0 ? statuses.length : at, 0, fresh);
              setFlow({ ...flow, statuses });
            }}
            onMoved={(key, to) => setMoved({ ...moved, [key]: to })}
          />
          <PartList
            legend={t("fields")}
            all={flow.fields.map((one) => ({ ...one, told: t(`fields:types.${one.type}`) }))}
            words={{ edit: "fieldEdit", remove: "fieldRemove", add: "fieldAdd" }}
            onOpen={(key) => setPart({ of: "field", key })}
            onRemove={(key) => setFlow(withoutField(flow, key))}
          />
          <PartList
            legend={t("types")}
            all={flow.types.map((one) => ({ ...one, told: ICONS[one.icon] }))}
            words={{ edit: "typeEdit", remove: "typeRemove", add: "typeAdd" }}
            onOpen={(key) => setPart({ of: "type", key })}
            onRemove={(key) =>
              setFlow({ ...flow, types: flow.types.filter((one) => one.key !== key) })
            }
          />
          {props.users.length > 0 && (
            <p className={classes.told} role="status">
              {t("reaches", { names: props.users.map((one) => one.name).join(", ") })}{" "}
              {moving > 0 && t("moves", { count: moving })} {t("keepsFields")}
            </p>
          )}
          <FormEnd
            refused={clash && t("clash", { why: clash })}
            cancel={t("cancel")}
            onCancel={props.onClose}
          >
            <Button type="submit" loading={busy}>
              {t(props.flow ? "save" : "create")}
            </Button>
          </FormEnd>
        </form>
      )}
    </Modal>
  );
}

/** What a new workflow begins with. */
function plain(t: (key: string) => string): Workflow {
  const statuses: SharedColumn[] = [];
  for (const category of ["todo", "doing", "done"] as const) {
    const key = freshKey(statuses.map((one) => one.key));
    statuses.push({ key, name: t(`plain.${category}`), category, wip_limit: null });
  }
  return { name: t("newName"), initial: false, statuses, fields: [], types: [] };
}

function PartList(props: {
  legend: string;
  all: readonly { readonly key: number; readonly name: string; readonly told: string }[];
  words: Readonly<Record<"edit" | "remove" | "add", string>>;
  onOpen: (key: number | null) => void;
  onRemove: (key: number) => void;
}) {
  const { t } = useTranslation("workflows");
  return (
    <Fieldset legend={props.legend}>
      <ul className={classes.parts}>
        {props.all.map(({ key, name, told }) => (
          <li key={key}>
            <button
              type="button"
              className={classes.open}
              aria-label={t(props.words.edit, { name })}
              onClick={() => props.onOpen(key)}
            >
              <strong dir="auto">{name}</strong>
            </button>
            <span className={classes.told}>{told}</span>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t(props.words.remove, { name })}
              onClick={() => props.onRemove(key)}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <Button size="compact-sm" variant="default" onClick={() => props.onOpen(null)}>
        {t(props.words.add)}
      </Button>
    </Fieldset>
  );
}

/** The form of one type or field; what it keeps goes into the workflow, which is saved as a whole. */
function PartForm(props: {
  flow: Workflow;
  part: Part;
  onChange: (flow: Workflow) => void;
  onDone: () => void;
}) {
  const { t } = useTranslation("workflows");
  const { flow, part, onChange, onDone } = props;
  const asRow = <T extends { readonly key: number }>(one: T) => ({ ...one, id: one.key });
  const put = <T extends { readonly key: number }>(all: readonly T[], one: T) =>
    part.key === null ? [...all, one] : all.map((old) => (old.key === one.key ? one : old));
  const key = part.key ?? freshKey(keysOf(flow));
  if (part.of === "field") {
    const field = flow.fields.find((one) => one.key === part.key) ?? null;
    return (
      <SharedFieldForm
        field={field}
        onSave={(definition) => {
          const low = definition.name.toLowerCase();
          if (flow.fields.some((one) => one.key !== key && one.name.toLowerCase() === low)) {
            return t("twice");
          }
          onChange({ ...flow, fields: put(flow.fields, { ...definition, key }) });
          return "";
        }}
        onDone={onDone}
      />
    );
  }
  const type = flow.types.find((one) => one.key === part.key) ?? null;
  return (
    <TypeForm
      type={type}
      columns={flow.statuses.map(asRow)}
      fields={flow.fields.map(asRow)}
      onSave={(definition) => {
        const fresh = { ...definition, key, description: type?.description ?? "" };
        onChange({ ...flow, types: put(flow.types, fresh) });
        return "";
      }}
      onDone={onDone}
    />
  );
}

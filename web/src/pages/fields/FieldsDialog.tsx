/** The project's own fields: a list, and the definition of one. */

import { ActionIcon, Button, Modal } from "@mantine/core";
import { generateNKeysBetween } from "fractional-indexing";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { deleteCustomField, updateCustomField } from "~/commands";
import { fieldsOf } from "~/model/custom";
import type { CustomFieldRow } from "~/protocol/tables.generated";
import { useRevision, useSession } from "~/store/react";
import { firstFocus } from "~/ui/firstFocus";
import { IconArrowDown, IconArrowUp, IconTrash } from "~/ui/icons";
import { toasts } from "~/ui/toasts";
import { FieldForm } from "./FieldForm";
import classes from "./Fields.module.css";

export function FieldsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("fields");
  const { store } = useSession();
  useRevision();
  const fields = fieldsOf(store);
  const [open, setOpen] = useState<number | "new" | null>(null);
  /** From a form: the list takes the focus again. */
  const [back, setBack] = useState(false);
  const toList = () => {
    setBack(true);
    setOpen(null);
  };
  const field = typeof open === "number" ? store.rows("custom_fields").get(open) : undefined;
  const form = open === "new" || field !== undefined;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("title")}
      size="lg"
      closeButtonProps={{ "aria-label": t("close") }}
    >
      {form ? (
        <FieldForm key={open} field={field ?? null} onDone={toList} />
      ) : (
        <>
          {fields.length === 0 ? (
            <p className={classes.empty}>{t("empty")}</p>
          ) : (
            <List fields={fields} onOpen={setOpen} />
          )}
          <Button
            mt="sm"
            onClick={() => setOpen("new")}
            data-autofocus
            ref={back ? firstFocus : null}
          >
            {t("add")}
          </Button>
        </>
      )}
    </Modal>
  );
}

function List(props: { fields: readonly CustomFieldRow[]; onOpen: (id: number) => void }) {
  const { t } = useTranslation("fields");
  const session = useSession();
  const { fields } = props;

  function move(at: number, by: number): void {
    const rest = fields.filter((_, place) => place !== at);
    const to = at + by;
    const field = fields[at];
    if (!field) return;
    const rank = between(rest[to - 1]?.rank ?? null, rest[to]?.rank ?? null);
    void updateCustomField(session, field.id, { rank });
  }

  async function remove(field: CustomFieldRow): Promise<void> {
    const outcome = await deleteCustomField(session, field.id);
    if (outcome.ok) toasts.show({ tone: "good", text: t("removed", { name: field.name }) });
  }

  return (
    <ul className={classes.list} aria-label={t("list")}>
      {fields.map((field, place) => (
        <li key={field.id}>
          <button
            type="button"
            className={classes.open}
            aria-label={t("edit", { name: field.name })}
            disabled={field.shared_key !== null}
            onClick={() => props.onOpen(field.id)}
          >
            <strong dir="auto">{field.name}</strong>
          </button>
          <span className={classes.told}>{t(`types.${field.type}`)}</span>
          {field.shared_key !== null && <span className={classes.told}>{t("ofWorkspace")}</span>}
          <ActionIcon
            variant="subtle"
            color="gray"
            disabled={place === 0}
            aria-label={t("up", { name: field.name })}
            onClick={() => move(place, -1)}
          >
            <IconArrowUp size={16} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            disabled={place === fields.length - 1}
            aria-label={t("down", { name: field.name })}
            onClick={() => move(place, 1)}
          >
            <IconArrowDown size={16} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t("remove", { name: field.name })}
            disabled={field.shared_key !== null}
            onClick={() => void remove(field)}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </li>
      ))}
    </ul>
  );
}

/** A rank between two; where both are one (files give no order), behind the first. */
function between(low: string | null, high: string | null): string {
  try {
    const bound = low !== null && high !== null && low >= high ? null : high;
    return generateNKeysBetween(low, bound, 1)[0] ?? "a0";
  } catch {
    return `${low ?? "a0"}V`;
  }
}

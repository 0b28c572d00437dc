/** Types of tasks of a project: a list, and the definition of one. */

import { ActionIcon, Button, Modal } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { addType, deleteType, updateType } from "~/commands/types";
import { fieldsOf } from "~/model/custom";
import { ICONS, typesOf } from "~/model/types";
import { statusesOf } from "~/model/workflow";
import { useRevision, useSession } from "~/store/react";
import { firstFocus } from "~/ui/firstFocus";
import { IconTrash } from "~/ui/icons";
import { toasts } from "~/ui/toasts";
import { Shared } from "./Shared";
import { type TypeDefinition, TypeForm } from "./TypeForm";
import classes from "./Types.module.css";

export function TypesDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("types");
  const session = useSession();
  const { store } = session;
  useRevision();
  const types = typesOf(store);
  const [open, setOpen] = useState<number | "new" | null>(null);
  /** From a form: the list takes the focus again. */
  const [back, setBack] = useState(false);
  const toList = () => {
    setBack(true);
    setOpen(null);
  };
  const type = typeof open === "number" ? store.rows("work_types").get(open) : undefined;

  async function remove(id: number, name: string): Promise<void> {
    const outcome = await deleteType(session, id);
    if (outcome.ok) toasts.show({ tone: "good", text: t("removed", { name }) });
  }

  async function save(definition: TypeDefinition): Promise<string> {
    const outcome = type
      ? await updateType(session, type.id, definition)
      : await addType(session, definition);
    return outcome.ok ? "" : outcome.problem.detail;
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={t("title")}
      size="xl"
      closeButtonProps={{ "aria-label": t("close") }}
    >
      {open === "new" || type ? (
        <TypeForm
          key={open}
          type={(type as TypeDefinition | undefined) ?? null}
          columns={statusesOf(store)}
          fields={fieldsOf(store)}
          onSave={save}
          onDone={toList}
        />
      ) : (
        <>
          {types.length === 0 && <p className={classes.empty}>{t("empty")}</p>}
          <ul className={classes.list} aria-label={t("list")}>
            {types.map((one) =>
              one.shared_key !== null ? (
                <li key={one.id}>
                  <span className={classes.open} data-shared>
                    <span aria-hidden="true">{ICONS[one.icon]}</span>
                    <strong dir="auto">{one.name}</strong>
                    <span className={classes.from}>{t("ofWorkspace")}</span>
                  </span>
                </li>
              ) : (
                <li key={one.id}>
                  <button
                    type="button"
                    className={classes.open}
                    aria-label={t("edit", { name: one.name })}
                    onClick={() => setOpen(one.id)}
                  >
                    <span aria-hidden="true">{ICONS[one.icon]}</span>
                    <strong dir="auto">{one.name}</strong>
                  </button>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t("remove", { name: one.name })}
                    onClick={() => void remove(one.id, one.name)}
                  >
                    <IconTrash size={16} />
                  </ActionIcon>
                </li>
              ),
            )}
          </ul>
          <Button
            mt="sm"
            onClick={() => setOpen("new")}
            data-autofocus
            ref={back ? firstFocus : null}
          >
            {t("add")}
          </Button>
          <Shared />
        </>
      )}
    </Modal>
  );
}

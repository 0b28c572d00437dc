/** Adding, changing and deleting a column. */

import { Button, Group, Modal, NativeSelect, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { addColumn, deleteColumn, updateColumn } from "~/commands";
import { CATEGORIES, type Category, type Status, statusesOf, statusOf } from "~/model/workflow";
import { useSession } from "~/store/react";
import type { ProjectStore } from "~/store/types";

/** What is asked: a new column (behind another, or last), to change one, or to remove one. */
export type Asked = { edit: Status } | { after: Status | null } | { remove: Status };

export function ColumnDialog({ asked, onClose }: { asked: Asked; onClose: () => void }) {
  if ("remove" in asked) return <RemoveDialog status={asked.remove} onClose={onClose} />;
  return <EditDialog asked={asked} onClose={onClose} />;
}

function EditDialog(props: {
  asked: { edit: Status } | { after: Status | null };
  onClose: () => void;
}) {
  const { asked, onClose } = props;
  const { t } = useTranslation(["board", "shell"]);
  const session = useSession();
  const old = "edit" in asked ? asked.edit : null;
  /** Name and meaning are the workspace's; how much is in work at once is the team's. */
  const shared = old !== null && old.shared_key !== null;
  const before = "after" in asked ? asked.after : null;
  const [name, setName] = useState(old?.name ?? "");
  const [category, setCategory] = useState<Category>(
    old?.category ?? (before?.category === "todo" ? "todo" : "doing"),
  );
  const [limit, setLimit] = useState(old?.wip_limit ? String(old.wip_limit) : "");
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const bound = limit.trim() === "" ? null : Number(limit);
  const limitWrong = bound !== null && !(Number.isInteger(bound) && bound >= 1 && bound <= 9999);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!name.trim() || limitWrong) return;
    const fields = { name: name.trim(), category, wip_limit: bound };
    setBusy(true);
    const outcome = old
      ? await updateColumn(session, old.id, shared ? { wip_limit: bound } : fields)
      : await addColumn(session, fields, before ? { afterId: before.id } : {});
    setBusy(false);
    if (outcome.ok) onClose();
  };

  return (
    <Modal
      opened
      onClose={onClose}
      size="sm"
      title={old ? t("column.editTitle", { name: old.name }) : t("column.newTitle")}
      closeButtonProps={{ "aria-label": t("shell:close") }}
    >
      <form onSubmit={(event) => void save(event)} noValidate>
        <Stack gap="md">
          <TextInput
            label={t("column.name")}
            value={name}
            maxLength={60}
            required
            disabled={shared}
            data-autofocus={!shared || undefined}
            error={tried && !name.trim() ? t("column.nameWrong") : undefined}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <NativeSelect
            label={t("column.category")}
            description={t(`categoryText.${category}`)}
            inputWrapperOrder={["label", "input", "description"]}
            value={category}
            disabled={shared}
            data={CATEGORIES.map((value) => ({ value, label: t(`categories.${value}`) }))}
            onChange={(event) => setCategory(event.currentTarget.value as Category)}
          />
          <TextInput
            label={t("column.limit")}
            description={t("column.limitText")}
            inputWrapperOrder={["label", "input", "description", "error"]}
            inputMode="numeric"
            data-autofocus={shared || undefined}
            value={limit}
            error={tried && limitWrong ? t("column.limitWrong") : undefined}
            onChange={(event) => setLimit(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="sm">
            <Button onClick={onClose}>{t("column.cancel")}</Button>
            <Button type="submit" variant="filled" loading={busy}>
              {t(old ? "column.save" : "column.create")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function RemoveDialog({ status, onClose }: { status: Status; onClose: () => void }) {
  const { t } = useTranslation(["board", "shell"]);
  const session = useSession();
  const statuses = statusesOf(session.store);
  const others = statuses.filter((one) => one.id !== status.id);
  const alike = others.find((one) => one.category === status.category) ?? others[0];
  const [to, setTo] = useState(String(alike?.id ?? ""));
  const [busy, setBusy] = useState(false);
  const count = standing(session.store, statuses, status.id);

  const remove = async () => {
    setBusy(true);
    const outcome = await deleteColumn(session, status.id, count > 0 ? Number(to) : null);
    setBusy(false);
    if (outcome.ok) onClose();
  };

  return (
    <Modal
      opened
      onClose={onClose}
      size="sm"
      title={t("column.deleteTitle", { name: status.name })}
      closeButtonProps={{ "aria-label": t("shell:close") }}
    >
      <Stack gap="md">
        <p className="hw-dim">
          {count > 0 ? t("column.deleteText", { count }) : t("column.deleteEmpty")}
        </p>
        {count > 0 && (
          <NativeSelect
            label={t("column.to")}
            value={to}
            data={others.map((one) => ({ value: String(one.id), label: one.name }))}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
        )}
        <Group justify="flex-end" gap="sm">
          <Button onClick={onClose}>{t("column.cancel")}</Button>
          <Button color="red" variant="filled" loading={busy} onClick={() => void remove()}>
            {t("column.deleteIt")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** The server counts all that stand in a column, those put away and inactive too. */
function standing(store: ProjectStore, statuses: readonly Status[], id: number): number {
  let found = 0;
  for (const task of store.rows("tasks").values()) {
    if (statusOf(statuses, task)?.id === id) found += 1;
  }
  return found;
}

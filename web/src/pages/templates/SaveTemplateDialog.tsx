/** Keeps the project, or some of its branches, as a template of the workspace. */

import { Button, Modal, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { keepTemplate, proposeRoles } from "~/here/templates";
import { Refusal } from "~/protocol/http";
import { useSession } from "~/store/react";
import { Fields } from "~/ui/Page";
import { Skeleton } from "~/ui/Skeleton";
import { toasts } from "~/ui/toasts";
import classes from "./Templates.module.css";

export function SaveTemplateDialog(props: {
  /** The branches by their tops; null is the whole project. */
  ids: readonly number[] | null;
  onClose: () => void;
}) {
  const { ids, onClose } = props;
  const { t } = useTranslation(["templates", "shell"]);
  const { store } = useSession();
  const { projectId } = store;
  const [tops] = useState(() => (ids === null ? null : topsOf(ids, (id) => store.task(id))));
  const { data: roles, error: lost } = useQuery({
    queryKey: ["template-roles", projectId, tops],
    queryFn: () => proposeRoles(projectId, tops),
    gcTime: 0,
  });
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const [first] = tops ?? [];
  const proposed = first === undefined ? store.project.name : (store.task(first)?.name ?? "");

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = String(form.get("name")).trim();
    if (!name) return setError(t("nameMissing"));
    const named = (roles ?? []).map((one) => [
      one.resource_id,
      String(form.get(`role-${one.resource_id}`) ?? "").trim(),
    ]);
    setBusy(true);
    try {
      const description = String(form.get("description")).trim();
      const values = { name, description, roles: Object.fromEntries(named) };
      const made = await keepTemplate(projectId, values, tops);
      onClose();
      toasts.show({
        tone: "good",
        text: t(tops ? "keptBranch" : "keptProject", { name: made.name }),
        detail: made.left_out.length ? t("leftOut", { what: made.left_out.join(" ") }) : undefined,
      });
    } catch (refused) {
      if (!(refused instanceof Refusal)) throw refused;
      setError(refused.message);
      setBusy(false);
    }
  };

  const failed = error || lost?.message;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(tops ? "saveBranch" : "saveProject")}
      closeButtonProps={{ "aria-label": t("shell:close") }}
    >
      <form onSubmit={(event) => void save(event)} noValidate>
        <Fields>
          <p className="hw-dim">{t("saveText")}</p>
          <TextInput
            name="name"
            label={t("name")}
            defaultValue={proposed}
            maxLength={200}
            required
            data-autofocus
          />
          <Textarea name="description" label={t("description")} maxLength={2000} autosize />
          {!roles && !lost && <Skeleton rows={2} />}
          {!!roles?.length && (
            <fieldset className={classes.roles}>
              <legend>{t("rolesTitle")}</legend>
              <p className="hw-dim">{t("rolesText")}</p>
              {roles.map((one) => (
                <TextInput
                  key={one.resource_id}
                  name={`role-${one.resource_id}`}
                  label={one.name}
                  defaultValue={one.role}
                  maxLength={200}
                />
              ))}
            </fieldset>
          )}
          {failed && (
            <p role="alert" className={classes.error}>
              {failed}
            </p>
          )}
          <div>
            <Button type="submit" variant="filled" loading={busy} disabled={!roles}>
              {t("save")}
            </Button>
          </div>
        </Fields>
      </form>
    </Modal>
  );
}

/** The chosen tasks that are not below another chosen one. */
function topsOf(
  ids: readonly number[],
  task: (id: number) => { parent_id: number | null } | undefined,
): number[] {
  const chosen = new Set(ids);
  return ids.filter((id) => {
    for (let at = task(id)?.parent_id ?? null; at !== null; at = task(at)?.parent_id ?? null) {
      if (chosen.has(at)) return false;
    }
    return true;
  });
}

/** The templates that the workspace keeps: what is in them, their names, and removing them. */

import { Button, Modal, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "~/here/me";
import {
  changeTemplate,
  type KeptTemplate,
  keptTemplatesQuery,
  type TemplateKind,
} from "~/here/templates";
import { Refusal } from "~/protocol/http";
import { EmptyState } from "~/ui/EmptyState";
import { IconChevronDown, IconChevronRight } from "~/ui/icons";
import { Fields, Page, Section } from "~/ui/Page";
import { Skeleton } from "~/ui/Skeleton";
import { toasts } from "~/ui/toasts";
import { Inside } from "./Inside";
import classes from "./Templates.module.css";

const route = getRouteApi("/frame/w/$workspaceId/templates");

export function TemplatesPage() {
  const { t } = useTranslation("templates");
  const workspaceId = Number(route.useParams().workspaceId);
  const workspace = useMe().workspaces.find((one) => one.id === workspaceId);
  const projects = useQuery(keptTemplatesQuery("project", workspaceId));
  const tasks = useQuery(keptTemplatesQuery("tasks", workspaceId));
  const failed = projects.error ?? tasks.error;
  const none = projects.data?.length === 0 && tasks.data?.length === 0;
  return (
    <Page title={t("title")} of={workspace?.name} lead={t("lead")}>
      {failed && <p role="alert">{failed.message}</p>}
      {!failed && !(projects.data && tasks.data) && <Skeleton rows={6} />}
      {none && (
        <EmptyState
          level={2}
          title={t("empty.title")}
          text={t("empty.text")}
          action={
            <Button component={Link} to="/" variant="filled">
              {t("empty.action")}
            </Button>
          }
        />
      )}
      <List kind="project" items={projects.data} />
      <List kind="tasks" items={tasks.data} />
    </Page>
  );
}

function List({ kind, items }: { kind: TemplateKind; items: KeptTemplate[] | undefined }) {
  const { t } = useTranslation("templates");
  if (!items?.length) return null;
  return (
    <Section title={t(`kinds.${kind}`)}>
      <ul className={classes.list}>
        {items.map((one) => (
          <Row key={one.id} one={one} />
        ))}
      </ul>
    </Section>
  );
}

function Row({ one }: { one: KeptTemplate }) {
  const { t } = useTranslation("templates");
  const [open, setOpen] = useState(false);
  const [renaming, setRenaming] = useState(false);

  const remove = async () => {
    const done = await told(() => changeTemplate(one.id, { removed: true }));
    if (!done) return;
    const back = () => void told(() => changeTemplate(one.id, { removed: false }));
    toasts.show({
      text: t("removed", { name: one.name }),
      actions: [{ label: t("bringBack"), run: back }],
    });
  };

  return (
    <li className={classes.row}>
      <div className={classes.head}>
        <button
          type="button"
          className={classes.toggle}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? <IconChevronDown size={16} /> : <IconChevronRight size={16} />}
          <bdi>{one.name}</bdi>
        </button>
        <span className={classes.facts}>
          {t("tasks", { count: one.tasks })} · {t("days", { count: one.days })}
        </span>
        <Button
          variant="subtle"
          aria-label={t("renameOf", { name: one.name })}
          onClick={() => setRenaming(true)}
        >
          {t("rename")}
        </Button>
        <Button
          variant="subtle"
          aria-label={t("removeOf", { name: one.name })}
          onClick={() => void remove()}
        >
          {t("remove")}
        </Button>
      </div>
      {one.description && <p className={classes.about}>{one.description}</p>}
      {open && <Inside id={one.id} />}
      {renaming && <Rename one={one} onClose={() => setRenaming(false)} />}
    </li>
  );
}

function Rename({ one, onClose }: { one: KeptTemplate; onClose: () => void }) {
  const { t } = useTranslation(["templates", "shell"]);
  const [error, setError] = useState("");
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [name, description] = [String(form.get("name")), String(form.get("description"))];
    try {
      await changeTemplate(one.id, { name, description });
      onClose();
    } catch (refused) {
      if (!(refused instanceof Refusal)) throw refused;
      setError(refused.message);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("renameOf", { name: one.name })}
      closeButtonProps={{ "aria-label": t("shell:close") }}
    >
      <form onSubmit={(event) => void save(event)} noValidate>
        <Fields>
          <TextInput
            name="name"
            label={t("name")}
            defaultValue={one.name}
            maxLength={200}
            error={error || undefined}
            data-autofocus
          />
          <Textarea
            name="description"
            label={t("description")}
            defaultValue={one.description}
            maxLength={2000}
            autosize
          />
          <div>
            <Button type="submit" variant="filled">
              {t("rename")}
            </Button>
          </div>
        </Fields>
      </form>
    </Modal>
  );
}

/** Do something; a refusal is told. */
async function told(deed: () => Promise<void>): Promise<boolean> {
  try {
    await deed();
    return true;
  } catch (refused) {
    if (!(refused instanceof Refusal)) throw refused;
    toasts.show({ tone: "bad", text: refused.message });
    return false;
  }
}

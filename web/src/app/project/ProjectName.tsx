/** The project's name; a click renames it where it stands. */

import { UnstyledButton } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { updateProject } from "~/commands";
import { useSession, useStore } from "~/store/react";
import classes from "./ProjectName.module.css";

export function ProjectName() {
  const { t } = useTranslation("shell");
  const session = useSession();
  const name = useStore((store) => store.project.name);
  const edits = useStore((store) => store.may("plan.edit"));
  const [draft, setDraft] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const editing = draft !== null;

  useEffect(() => {
    if (editing) field.current?.select();
  }, [editing]);

  const end = (keep: boolean) => {
    const wanted = draft?.trim();
    setDraft(null);
    if (keep && wanted && wanted !== name) {
      void updateProject(session, { name: wanted });
    }
    requestAnimationFrame(() => button.current?.focus());
  };

  if (draft !== null) {
    return (
      <input
        ref={field}
        className={classes.field}
        value={draft}
        maxLength={200}
        aria-label={t("project.name")}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={() => end(true)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Enter") end(true);
          if (event.key === "Escape") end(false);
        }}
        // biome-ignore lint/a11y/noAutofocus: the person has just asked to type here
        autoFocus
      />
    );
  }
  return (
    <h1 className={classes.name} dir="auto">
      {edits ? (
        <UnstyledButton
          ref={button}
          className={classes.button}
          onClick={() => setDraft(name)}
          title={t("project.rename", { name })}
        >
          {name}
        </UnstyledButton>
      ) : (
        <span className={classes.button} title={name}>
          {name}
        </span>
      )}
    </h1>
  );
}

/** One's own settings: name, look, password, tokens for programs, workspaces. */

import {
  Button,
  PasswordInput,
  SegmentedControl,
  TextInput,
  useMantineColorScheme,
} from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "~/here/me";
import { useChosenWorkspace } from "~/here/memory";
import { queryClient, type WorkspaceItem } from "~/here/queries";
import { changePassword } from "~/pages/sign-in/auth";
import { api, Refusal } from "~/protocol/http";
import { Fields, Page, Section } from "~/ui/Page";
import { SavedInput } from "~/ui/SavedInput";
import { toasts } from "~/ui/toasts";
import { Tokens } from "./Tokens";

export function PersonalSettingsPage() {
  const { t } = useTranslation("settings");
  const { user } = useMe();

  const rename = async (name: string) => {
    try {
      await api.patch("/me", { name });
      await queryClient.invalidateQueries({ queryKey: ["me"] });
    } catch (refused) {
      if (!(refused instanceof Refusal)) throw refused;
      toasts.show({ tone: "bad", text: refused.message });
    }
  };

  return (
    <Page title={t("personal.title")} lead={user.email}>
      <Section title={t("personal.you")}>
        <Fields>
          <SavedInput
            label={t("personal.name")}
            value={user.name}
            required
            maxLength={200}
            onSave={(name) => void rename(name)}
          />
        </Fields>
      </Section>
      <Section title={t("theme.title")}>
        <Theme />
      </Section>
      <Password hasOne={user.has_password ?? true} />
      <Tokens />
      <Workspaces />
    </Page>
  );
}

function Theme() {
  const { t } = useTranslation(["settings", "shell"]);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      aria-label={t("theme.title")}
      value={colorScheme}
      onChange={(value) => setColorScheme(value as "auto" | "light" | "dark")}
      data={(["auto", "light", "dark"] as const).map((value) => ({
        value,
        label: t(`shell:nav.themes.${value}`),
      }))}
    />
  );
}

function Password({ hasOne }: { hasOne: boolean }) {
  const { t } = useTranslation(["settings", "signin"]);
  const [errors, setErrors] = useState<Record<string, string>>({});

  const change = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const target = event.currentTarget;
    const form = new FormData(target);
    const answer = await changePassword(
      String(form.get("current") ?? ""),
      String(form.get("fresh") ?? ""),
    );
    setErrors(answer.ok ? {} : answer.errors);
    if (!answer.ok) return;
    target.reset();
    await queryClient.invalidateQueries({ queryKey: ["me"] });
    toasts.show({ tone: "good", text: t("password.changed") });
  };

  return (
    <Section title={t("password.title")} text={hasOne ? undefined : t("password.none")}>
      <form onSubmit={(event) => void change(event)}>
        <Fields>
          {hasOne && (
            <PasswordInput
              name="current"
              label={t("password.current")}
              autoComplete="current-password"
              error={errors.current_password}
              required
            />
          )}
          <PasswordInput
            name="fresh"
            label={t("password.fresh")}
            description={t("signin:passwordRules")}
            autoComplete="new-password"
            error={errors.new_password ?? (errors[""] ? t("password.failed") : undefined)}
            required
          />
          <div>
            <Button type="submit">{t(hasOne ? "password.change" : "password.set")}</Button>
          </div>
        </Fields>
      </form>
    </Section>
  );
}

function Workspaces() {
  const { t } = useTranslation("settings");
  const [, choose] = useChosenWorkspace();
  const navigate = useNavigate();
  const [error, setError] = useState("");

  const create = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setError("");
    try {
      const name = new FormData(event.currentTarget).get("name");
      const made = await api.post<WorkspaceItem>("/workspaces", { name });
      await queryClient.invalidateQueries({ queryKey: ["me"] });
      choose(made.id);
      await navigate({ to: "/" });
    } catch (refused) {
      if (!(refused instanceof Refusal)) throw refused;
      setError(refused.message);
    }
  };

  return (
    <Section title={t("workspaces.title")} text={t("workspaces.text")} id="workspaces">
      <form onSubmit={(event) => void create(event)}>
        <Fields>
          <TextInput
            name="name"
            label={t("workspace.name")}
            error={error}
            maxLength={200}
            required
          />
          <div>
            <Button type="submit">{t("workspaces.do")}</Button>
          </div>
        </Fields>
      </form>
    </Section>
  );
}

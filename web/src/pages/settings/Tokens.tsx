/** Tokens by which programs act for a person; a secret is shown once. */

import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { queryClient, tokensQuery } from "~/here/queries";
import type { NewToken } from "~/protocol/answers.generated";
import { api, Refusal } from "~/protocol/http";
import { CopyField } from "~/ui/CopyField";
import { ago } from "~/ui/dates";
import { Fields, Section } from "~/ui/Page";
import { toasts } from "~/ui/toasts";
import classes from "./Settings.module.css";

export function Tokens() {
  const { t } = useTranslation("settings");
  const { data = [] } = useQuery(tokensQuery);
  const [secret, setSecret] = useState("");

  const tell = (refused: unknown) => {
    if (!(refused instanceof Refusal)) throw refused;
    toasts.show({ tone: "bad", text: refused.message });
  };

  const make = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    try {
      const made = await api.post<NewToken>("/tokens", {
        name: new FormData(form).get("name"),
      });
      setSecret(made.token);
      form.reset();
      await queryClient.invalidateQueries({ queryKey: ["tokens"] });
    } catch (refused) {
      tell(refused);
    }
  };

  const revoke = async (id: number) => {
    try {
      await api.remove(`/tokens/${id}`);
      await queryClient.invalidateQueries({ queryKey: ["tokens"] });
      toasts.show({ tone: "quiet", text: t("tokens.revoked") });
    } catch (refused) {
      tell(refused);
    }
  };

  return (
    <Section
      title={t("tokens.title")}
      text={
        <>
          {t("tokens.text")} <a href="/api/v1/docs">{t("tokens.docs")}</a>
        </>
      }
    >
      {data.length > 0 && (
        <ul className={classes.list}>
          {data.map((token) => (
            <li key={token.id}>
              <span className={classes.grow}>{token.name}</span>
              <span className="hw-dim">
                {token.used_at
                  ? t("tokens.used", { when: ago(token.used_at) })
                  : t("tokens.made", { when: ago(token.created_at) })}
              </span>
              <Button
                size="compact-xs"
                variant="subtle"
                aria-label={t("tokens.revokeOf", { name: token.name })}
                onClick={() => void revoke(token.id)}
              >
                {t("tokens.revoke")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Fields>
        {secret && <CopyField label={t("tokens.once")} value={secret} autoFocus />}
        <form onSubmit={(event) => void make(event)} className={classes.inline}>
          <TextInput name="name" label={t("tokens.name")} maxLength={100} required />
          <Button type="submit">{t("tokens.make")}</Button>
        </form>
      </Fields>
    </Section>
  );
}

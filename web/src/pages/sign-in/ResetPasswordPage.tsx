/** A new password for one that was forgotten: asking for the e-mail, and the page its link opens. */

import { Button, PasswordInput, TextInput } from "@mantine/core";
import { getRouteApi, Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useTitle } from "~/ui/title";
import { type AuthAnswer, askReset, resetPassword } from "./auth";
import classes from "./SignInPage.module.css";

const route = getRouteApi("/reset-password/{-$key}");

export function ResetPasswordPage() {
  const { t } = useTranslation("signin");
  const { key } = route.useParams();
  const [answer, setAnswer] = useState<AuthAnswer | null>(null);
  useTitle(t("reset.title"));

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setAnswer(
      key
        ? await resetPassword(key, String(form.get("password")))
        : await askReset(String(form.get("email"))),
    );
  };

  const errors = answer?.ok === false ? answer.errors : {};
  return (
    <main id="main" className={classes.page} tabIndex={-1}>
      <form className={classes.card} onSubmit={(event) => void submit(event)}>
        <h1>{t("reset.title")}</h1>
        {answer?.ok ? (
          <p role="status">{t(key ? "reset.changed" : "reset.sent")}</p>
        ) : (
          <>
            <p className="hw-dim">{t(key ? "reset.choose" : "reset.text")}</p>
            {key ? (
              <PasswordInput
                name="password"
                label={t("newPassword")}
                description={t("passwordRules")}
                autoComplete="new-password"
                error={errors.password ?? errors.key}
                required
                autoFocus
              />
            ) : (
              <TextInput
                name="email"
                type="email"
                label={t("email")}
                autoComplete="username"
                error={errors.email ?? errors[""]}
                required
                autoFocus
              />
            )}
            <Button type="submit" variant="filled" size="sm">
              {t(key ? "reset.set" : "reset.send")}
            </Button>
          </>
        )}
        <Link to="/sign-in" className={classes.link}>
          {t("reset.back")}
        </Link>
      </form>
    </main>
  );
}

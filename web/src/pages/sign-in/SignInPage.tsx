/** Signing in; for the very first account, signing up. */

import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { queryClient } from "~/here/queries";
import { useTitle } from "~/ui/title";
import { signIn, signUp, signUpOpen } from "./auth";
import classes from "./SignInPage.module.css";

const route = getRouteApi("/sign-in");

export function SignInPage() {
  const { t } = useTranslation("signin");
  const { next, link } = route.useSearch();
  const { data: first } = useQuery({ queryKey: ["sign-up-open"], queryFn: signUpOpen });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  useTitle(t(first ? "first.title" : "title"));

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const email = String(form.get("email"));
    const password = String(form.get("password"));
    setBusy(true);
    setErrors({});
    const answer = await (first ? signUp : signIn)(email, password);
    if (answer.ok) {
      queryClient.clear();
      // A new document: it brings the cookies of the new session with it.
      window.location.assign(inside(next));
      return;
    }
    setBusy(false);
    setErrors(answer.errors);
  };

  return (
    <main id="main" className={classes.page} tabIndex={-1}>
      <form className={classes.card} onSubmit={(event) => void submit(event)}>
        <div className={classes.brand}>
          <img src="/favicon.svg" alt="" width={28} height={28} />
          Headway
        </div>
        <h1>{t(first ? "first.title" : "title")}</h1>
        {first && <p className="hw-dim">{t("first.text")}</p>}
        {link === "used" && (
          <p className={classes.notice} role="status">
            {t(first ? "first.linkUsed" : "linkUsed")}
          </p>
        )}
        {next?.startsWith("/sign-in/") && (
          <p className={classes.notice} role="status">
            {t("invited")}
          </p>
        )}
        <TextInput
          name="email"
          type="email"
          label={t("email")}
          autoComplete="username"
          error={errors.email}
          required
          autoFocus
        />
        <PasswordInput
          name="password"
          label={t("password")}
          description={first ? t("passwordRules") : undefined}
          autoComplete={first ? "new-password" : "current-password"}
          error={errors.password}
          required
        />
        {errors[""] && (
          <p className={classes.error} role="alert">
            {/^\d+$/.test(errors[""]) ? t("failed") : errors[""]}
          </p>
        )}
        <Button type="submit" variant="filled" size="sm" loading={busy}>
          {t(first ? "first.do" : "do")}
        </Button>
        {!first && (
          <Link to="/reset-password/{-$key}" params={{}} className={classes.link}>
            {t("forgot")}
          </Link>
        )}
      </form>
    </main>
  );
}

/** An address within the app only: nobody is sent elsewhere by a link with `next`. */
function inside(next: string | undefined): string {
  return next?.startsWith("/") && !next.startsWith("//") && !next.includes("\\") ? next : "/";
}

/**
 * An invitation for somebody new: taken by a press, since chats and mail filters open the links that
 * they pass on.
 */

import { Button } from "@mantine/core";
import { useWindowEvent } from "@mantine/hooks";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { cookie } from "~/protocol/http";
import { useTitle } from "~/ui/title";
import classes from "./SignInPage.module.css";

const route = getRouteApi("/invitation/$secret");

export function InvitationPage() {
  const { t } = useTranslation("signin");
  const { secret } = route.useParams();
  const [busy, setBusy] = useState(false);
  // Back from the answer, the browser may show this page as it was left.
  useWindowEvent("pageshow", () => setBusy(false));
  useTitle(t("invitation.title"));
  return (
    <main id="main" className={classes.page} tabIndex={-1}>
      {/* A form of the document: the answer signs in and leads on. */}
      <form
        className={classes.card}
        method="post"
        action={`/sign-in/${encodeURIComponent(secret)}`}
        onSubmit={() => setBusy(true)}
      >
        <div className={classes.brand}>
          <img src="/favicon.svg" alt="" width={28} height={28} />
          Headway
        </div>
        <h1>{t("invitation.title")}</h1>
        <p className="hw-dim">{t("invitation.text")}</p>
        <input type="hidden" name="csrfmiddlewaretoken" value={cookie("csrftoken")} />
        <Button type="submit" variant="filled" size="sm" loading={busy} autoFocus>
          {t("invitation.do")}
        </Button>
      </form>
    </main>
  );
}

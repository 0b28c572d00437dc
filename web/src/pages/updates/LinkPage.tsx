/** What somebody without an account is asked, by the link that he was sent. */

import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { startWorker } from "~/app/offline/worker";
import { EmptyState } from "~/ui/EmptyState";
import { Skeleton } from "~/ui/Skeleton";
import { useTitle } from "~/ui/title";
import { AskedForm } from "./AskedForm";
import { LinkEffectLine } from "./LinkEffectLine";
import { linkQuery } from "./query";
import { useLinkSending } from "./sending";
import classes from "./Updates.module.css";

const route = getRouteApi("/update/$token");

export function LinkPage() {
  const { t } = useTranslation("updates");
  const { token } = route.useParams();
  const { data, error } = useQuery(linkQuery(token));
  const { waiting, refused, send } = useLinkSending(token);
  useTitle(t("title"));
  // The page opens without a network too: whoever is asked may be in a cellar.
  useEffect(() => startWorker(), []);
  return (
    <main className={classes.link}>
      {error ? (
        <EmptyState title={t("gone")} text={error.message} />
      ) : !data ? (
        <Skeleton rows={8} />
      ) : (
        <>
          <h1>{t("hello", { name: data.name })}</h1>
          <p className="hw-dim">{t("helloText")}</p>
          {data.tasks.length === 0 ? (
            <EmptyState level={2} title={t("empty.title")} text={t("empty.all")} />
          ) : (
            <AskedForm
              asked={data}
              effect={(said) => <LinkEffectLine token={token} asked={data} said={said} />}
              waiting={waiting}
              refused={refused}
              onSend={send}
            />
          )}
        </>
      )}
    </main>
  );
}

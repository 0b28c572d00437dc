/** How far my tasks are: what I am asked, over all projects. */

import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ageOf } from "~/here/answers";
import { useKept } from "~/here/kept";
import { useMe, useWorkspace } from "~/here/me";
import { queryClient } from "~/here/queries";
import { instant } from "~/ui/dates";
import { EmptyState } from "~/ui/EmptyState";
import { Page } from "~/ui/Page";
import { Skeleton } from "~/ui/Skeleton";
import { AskedForm, EffectLine } from "./AskedForm";
import { waitingOf } from "./kept";
import { type Asked, myUpdatesName, myUpdatesQuery, type Said } from "./query";
import { sendAnswers } from "./sending";
import classes from "./Updates.module.css";

export function UpdatesPage() {
  const { t } = useTranslation("updates");
  const workspace = useWorkspace();
  const id = workspace?.id ?? 0;
  const { user } = useMe();
  const { all } = useKept();
  const { data, error, dataUpdatedAt } = useQuery({ ...myUpdatesQuery(id), enabled: id > 0 });
  if (error && !data) throw error;
  if (!data) return <Skeleton rows={8} />;
  const send = async (asked: Asked, said: readonly Said[]) => {
    const problems = await sendAnswers(asked, said, user.id);
    void queryClient.invalidateQueries({ queryKey: ["my-updates", id] });
    void queryClient.invalidateQueries({ queryKey: ["my-work"] });
    return problems;
  };
  const asOf = ageOf(myUpdatesName(id)) ?? (error ? dataUpdatedAt : null);
  return (
    <Page title={t("title")} of={workspace?.name} lead={data.items.length > 0 && t("lead")}>
      {asOf !== null && (
        <p className={classes.notice} role="status">
          {t("lost", { when: instant(new Date(asOf).toISOString()) })}
        </p>
      )}
      {data.items.length === 0 && (
        <EmptyState
          level={2}
          title={t("empty.title")}
          text={t("empty.text")}
          action={
            <Button component={Link} to="/my-work">
              {t("empty.myWork")}
            </Button>
          }
        />
      )}
      {data.items.map((asked) => (
        <AskedForm
          key={asked.request_id}
          asked={asked}
          effect={(said) => <EffectLine asked={asked} said={said} />}
          waiting={waitingOf(all, asked)}
          onSend={(said) => send(asked, said)}
        />
      ))}
    </Page>
  );
}

/** Who was asked how far his tasks are, and who is silent. */

import { Button, Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { remind, stopAsking } from "~/commands/attention";
import { queryClient } from "~/here/queries";
import { answerOf, askedTasks, isAnswered, roundOf } from "~/model/attention";
import { todayOf } from "~/model/blocks";
import { DAY } from "~/model/moments";
import { api } from "~/protocol/http";
import type { UpdateRequestsRow } from "~/protocol/tables.generated";
import { useSession } from "~/store/react";
import { CopyField } from "~/ui/CopyField";
import { instant, planDate } from "~/ui/dates";
import { weekdayName } from "./days";
import classes from "./FollowUp.module.css";

export function AskedList({ rows }: { rows: readonly UpdateRequestsRow[] }) {
  const { t } = useTranslation("attention");
  const session = useSession();
  const { store } = session;
  const [linked, setLinked] = useState<UpdateRequestsRow | null>(null);
  const today = todayOf(store);
  const edits = store.may("plan.edit");
  const people = store.rows("resources");
  const found = rows
    .map((row) => {
      const since = roundOf(row, today);
      const tasks = askedTasks(store, row);
      const open = tasks.filter(
        (task) => !isAnswered(answerOf(store, task.id, row.resource_id), since, store.project.zone),
      );
      return { row, since, all: tasks.length, open: open.length };
    })
    .sort((a, b) => b.open - a.open || a.since - b.since);
  return (
    <>
      <ul className={classes.list}>
        {found.map(({ row, since, all, open }) => (
          <li key={row.id} className={classes.item}>
            <div>
              <p className={classes.who}>
                <bdi>{people.get(row.resource_id)?.name}</bdi>
              </p>
              <p className="hw-dim">
                <bdi>{row.task_id === null ? t("ask.all") : store.task(row.task_id)?.name}</bdi>
                {row.weekday !== null && `, ${t("page.weekly", { day: weekdayName(row.weekday) })}`}
              </p>
            </div>
            <p data-sign={open > 0 && since < today ? "late" : undefined}>
              {open > 0
                ? t("page.silent", { open, all, date: planDate(since * DAY) })
                : t("page.answered", { date: planDate(since * DAY) })}
            </p>
            {edits && (
              <div className={classes.deeds}>
                {open > 0 && (
                  <Button
                    size="compact-sm"
                    disabled={row.reminded === today || row.asked === today}
                    onClick={() => void remind(session, row.id)}
                  >
                    {t(
                      row.reminded === today || row.asked === today
                        ? "page.reminded"
                        : "page.remind",
                    )}
                  </Button>
                )}
                <Button size="compact-sm" variant="subtle" onClick={() => setLinked(row)}>
                  {t("page.link")}
                </Button>
                <Button
                  size="compact-sm"
                  variant="subtle"
                  onClick={() => void stopAsking(session, row.id)}
                >
                  {t("page.stop")}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {linked && (
        <LinkDialog
          request={linked}
          name={people.get(linked.resource_id)?.name ?? ""}
          onClose={() => setLinked(null)}
        />
      )}
    </>
  );
}

interface Linked {
  link: string | null;
  expires_at: string | null;
  answered_at: string | null;
}

/** The link to copy: made when it is first looked at. */
function LinkDialog(props: { request: UpdateRequestsRow; name: string; onClose: () => void }) {
  const { t } = useTranslation("attention");
  const { store } = useSession();
  const path = `/projects/${store.projectId}/update-requests/${props.request.id}/link`;
  const queryKey = ["update-request-link", props.request.id];
  const { data, error } = useQuery({
    queryKey,
    queryFn: async () => {
      const found = await api.get<Linked>(path);
      return found.link ? found : api.post<Linked>(path, {});
    },
    staleTime: 0,
    retry: false,
  });
  const renew = async () => {
    queryClient.setQueryData(queryKey, await api.post<Linked>(path, {}));
  };
  const revoke = async () => {
    await api.remove(path);
    queryClient.removeQueries({ queryKey });
    props.onClose();
  };
  return (
    <Modal opened onClose={props.onClose} title={t("page.linkTitle", { name: props.name })}>
      {error && <p className={classes.wrong}>{error.message}</p>}
      {data?.link && (
        <>
          <p>{t("page.linkText", { date: data.expires_at ? instant(data.expires_at) : "" })}</p>
          <CopyField label={t("page.copy")} value={data.link} />
          <div className={classes.foot}>
            <Button variant="subtle" onClick={() => void revoke()}>
              {t("page.linkRevoke")}
            </Button>
            <Button variant="default" onClick={() => void renew()}>
              {t("page.linkNew")}
            </Button>
          </div>
        </>
      )}
    </Modal>
  );
}

/** Answers that wait: what was said, what it would do to the finish, accept or give back. */

import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { acceptAnswers, returnAnswer } from "~/commands/attention";
import { formatDuration } from "~/model/durations";
import { effectOf } from "~/pages/updates/query";
import type { UpdateAnswersRow } from "~/protocol/tables.generated";
import { useSession } from "~/store/react";
import { ago, isoDate, planDate } from "~/ui/dates";
import classes from "./FollowUp.module.css";
import { TaskName } from "./TaskName";

export function WaitingList(props: {
  rows: readonly UpdateAnswersRow[];
  onOpen: (id: number) => void;
}) {
  const { t } = useTranslation("attention");
  const session = useSession();
  const { rows } = props;
  const decides = session.store.may("projects.manage");
  const ids = rows.map((row) => row.id);
  return (
    <>
      <ul className={classes.list}>
        {rows.map((row) => (
          <Waiting key={row.id} row={row} decides={decides} onOpen={props.onOpen} />
        ))}
      </ul>
      {decides && rows.length > 1 && (
        <div className={classes.all}>
          <Effect ids={ids} />
          <Button onClick={() => void acceptAnswers(session, ids)}>
            {t("page.acceptAll", { count: ids.length })}
          </Button>
        </div>
      )}
    </>
  );
}

function Waiting(props: { row: UpdateAnswersRow; decides: boolean; onOpen: (id: number) => void }) {
  const { t } = useTranslation("attention");
  const session = useSession();
  const { store } = session;
  const { row } = props;
  const [why, setWhy] = useState<string | null>(null);
  const name = store.rows("resources").get(row.resource_id)?.name ?? "";
  const said = [
    row.percent !== null && t("page.said.percent", { percent: row.percent }),
    row.remaining !== null &&
      t("page.said.remaining", { left: formatDuration(row.remaining, "d", store.project) }),
    row.finish !== null && t("page.said.finish", { date: planDate(row.finish) }),
    row.blocked && t("page.said.blocked", { text: row.blocked }),
    row.confidence && t(`page.sures.${row.confidence}`),
  ].filter(Boolean);
  return (
    <li className={classes.item}>
      <div>
        <TaskName id={row.task_id} onOpen={props.onOpen} />
        <p className="hw-dim">
          {t(row.by_link ? "page.byLink" : "page.by", { name, when: ago(row.said_at) })}
        </p>
      </div>
      <div>
        <p>{said.join(" · ")}</p>
        {row.note && <blockquote dir="auto">{row.note}</blockquote>}
        {props.decides && <Effect ids={[row.id]} />}
      </div>
      {props.decides && (
        <div className={classes.deeds}>
          {why === null ? (
            <>
              <Button size="compact-sm" onClick={() => void acceptAnswers(session, [row.id])}>
                {t("page.accept")}
              </Button>
              <Button size="compact-sm" variant="subtle" onClick={() => setWhy("")}>
                {t("page.return")}
              </Button>
            </>
          ) : (
            <form
              className={classes.why}
              onSubmit={(event) => {
                event.preventDefault();
                if (why.trim()) void returnAnswer(session, row.id, why);
              }}
            >
              <TextInput
                aria-label={t("page.returnWhy")}
                placeholder={t("page.returnWhy")}
                value={why}
                maxLength={2000}
                onChange={(event) => setWhy(event.currentTarget.value)}
              />
              <Button type="submit" size="compact-sm" disabled={!why.trim()}>
                {t("page.return")}
              </Button>
            </form>
          )}
        </div>
      )}
    </li>
  );
}

function Effect({ ids }: { ids: readonly number[] }) {
  const { t } = useTranslation("attention");
  const { store } = useSession();
  const { data, error } = useQuery({
    queryKey: ["accept-effect", store.projectId, store.version, ...ids],
    queryFn: () => effectOf(store.projectId, { accept: ids }),
    retry: false,
    gcTime: 0,
  });
  if (error) return <p className={classes.wrong}>{error.message}</p>;
  if (!data) return null;
  const dates = { before: isoDate(data.project.before), after: isoDate(data.project.after) };
  return (
    <p className={classes.effect}>
      {data.project.before === data.project.after
        ? t("page.effectNone", { date: dates.before })
        : t("page.effect", dates)}
    </p>
  );
}

/** What people say to being assigned: that they take it, that they do not, or a question. */

import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { answerReply, reply } from "~/commands/attention";
import { mayClose } from "~/commands/run";
import type { Reply } from "~/model/attention";
import type { AssignmentRow } from "~/protocol/tables.generated";
import { useSession } from "~/store/react";
import { ago } from "~/ui/dates";
import { Part } from "../Part";
import classes from "./Attention.module.css";
import { saidTo } from "./said";

export function Replies({ id }: { id: number }) {
  const { t } = useTranslation("attention");
  const { store } = useSession();
  const shares = store.rows("assignments");
  const rows = (store.index("assignments", "task_id").get(id) ?? []).flatMap(
    (key) => shares.get(key) ?? [],
  );
  const shown = rows.filter((row) => isMine(store, row) || saidTo(store, row.id));
  if (!shown.length) return null;
  return (
    <Part title={t("reply.title")}>
      <ul className={classes.replies}>
        {shown.map((row) => (
          <ReplyRow key={row.id} row={row} />
        ))}
      </ul>
    </Part>
  );
}

type Store = ReturnType<typeof useSession>["store"];

function isMine(store: Store, row: AssignmentRow): boolean {
  const person = store.rows("resources").get(row.resource_id);
  return person?.user_id != null && person.user_id === store.viewer.user_id;
}

export function ReplyRow({ row }: { row: AssignmentRow }) {
  const { t } = useTranslation("attention");
  const session = useSession();
  const { store } = session;
  const [asking, setAsking] = useState<Reply | "answer" | null>(null);
  const [text, setText] = useState("");
  const said = saidTo(store, row.id);
  const name = store.rows("resources").get(row.resource_id)?.name ?? "";
  const mine = isMine(store, row);
  const open = said && said.state !== "accepted" && said.answered_by === null;
  const send = async () => {
    if (asking === null) return;
    const done =
      asking === "answer"
        ? answerReply(session, row.id, text)
        : reply(session, row.id, asking, text);
    if (!(await mayClose(session, done))) return;
    setAsking(null);
    setText("");
  };
  return (
    <li>
      {said ? (
        <p>
          <strong>{t(`reply.states.${said.state}`, { name })}</strong>{" "}
          <span className="hw-dim">{ago(said.said_at)}</span>
        </p>
      ) : (
        <p className="hw-dim">{t("reply.none")}</p>
      )}
      {said?.text && <blockquote dir="auto">{said.text}</blockquote>}
      {said?.answer && (
        <p>
          {t("reply.answered")} <span dir="auto">{said.answer}</span>
        </p>
      )}
      {asking ? (
        <div className={classes.form}>
          <Textarea
            label={t(`reply.texts.${asking}`)}
            autosize
            minRows={1}
            value={text}
            maxLength={2000}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <div className={classes.row}>
            <Button
              size="compact-sm"
              variant="filled"
              disabled={!text.trim()}
              onClick={() => void send()}
            >
              {t("send")}
            </Button>
            <Button size="compact-sm" variant="subtle" onClick={() => setAsking(null)}>
              {t("cancel")}
            </Button>
          </div>
        </div>
      ) : (
        <div className={classes.row}>
          {mine && said?.state !== "accepted" && (
            <Button size="compact-sm" onClick={() => void reply(session, row.id, "accepted")}>
              {t("reply.accept")}
            </Button>
          )}
          {mine && (
            <>
              <Button size="compact-sm" variant="subtle" onClick={() => setAsking("declined")}>
                {t("reply.decline")}
              </Button>
              <Button size="compact-sm" variant="subtle" onClick={() => setAsking("asked")}>
                {t("reply.ask")}
              </Button>
            </>
          )}
          {open && !mine && store.may("plan.edit") && (
            <Button size="compact-sm" onClick={() => setAsking("answer")}>
              {t("reply.answer")}
            </Button>
          )}
        </div>
      )}
    </li>
  );
}

/** What one says to being assigned, where the task stands: that one takes it, does not, or a question. */

import { Button, Menu, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Reply } from "~/model/attention";
import { IconUserCheck } from "./icons";
import type { MyProject, MyTask } from "./query";
import classes from "./Row.module.css";

/** What needs words: why not, or what one wants to know. */
export type InWords = Exclude<Reply, "accepted">;

const MOST = 2000;

/** Whether one can still say something to being assigned. */
export function mayReply(task: MyTask, project: MyProject): boolean {
  return project.may_progress && task.percent_complete < 100 && task.assignments.length > 0;
}

export function ReplyMenu(props: {
  task: MyTask;
  name: string;
  onAccept: () => void;
  onWords: (state: InWords) => void;
}) {
  const { t } = useTranslation("my-work");
  const { task, name } = props;
  return (
    <Menu width={220}>
      <Menu.Target>
        <button
          type="button"
          className={classes.deed}
          data-deed="reply"
          title={t("reply.title")}
          aria-label={t("reply.label", { name })}
        >
          <IconUserCheck size={16} stroke={1.8} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("reply.title")}</Menu.Label>
        {task.reply !== "accepted" && (
          <Menu.Item onClick={props.onAccept}>{t("reply.accept")}</Menu.Item>
        )}
        <Menu.Item onClick={() => props.onWords("declined")}>{t("reply.decline")}</Menu.Item>
        <Menu.Item onClick={() => props.onWords("asked")}>{t("reply.ask")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

export function ReplyForm(props: {
  name: string;
  state: InWords;
  /** It is open as long as that takes, and after a refusal. */
  onSend: (text: string) => Promise<void>;
  onCancel: () => void;
}) {
  const { t } = useTranslation("my-work");
  const { name, state } = props;
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // Behind the menu that it was chosen from, which gives the focus back first.
    const frame = requestAnimationFrame(() => field.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy || !text.trim()) return;
    setBusy(true);
    try {
      await props.onSend(text.trim());
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className={classes.reply} onSubmit={(event) => void send(event)}>
      <TextInput
        ref={field}
        className={classes.replyText}
        label={t(`reply.words.${state}`, { name })}
        value={text}
        maxLength={MOST}
        enterKeyHint="send"
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === "Escape" && !event.nativeEvent.isComposing) props.onCancel();
        }}
      />
      <Button type="submit" variant="filled" disabled={!text.trim()} loading={busy}>
        {t("reply.send")}
      </Button>
      <Button variant="default" onClick={props.onCancel}>
        {t("reply.cancel")}
      </Button>
    </form>
  );
}

/** What others did that concerns me: a line a task, or a change of many. */

import { Button, SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "~/here/me";
import { tellUndoable } from "~/here/undo";
import { Refusal } from "~/protocol/http";
import { EmptyState } from "~/ui/EmptyState";
import { KeyHints } from "~/ui/KeyHints";
import { Page } from "~/ui/Page";
import { Skeleton } from "~/ui/Skeleton";
import { toasts } from "~/ui/toasts";
import classes from "./InboxPage.module.css";
import { LineRow, lineName } from "./LineRow";
import { type Action, BOXES, type Box, type Inbox, inboxQuery, type Line, mark } from "./query";

/** Where one was, for whoever comes back from a task. */
const place: { box: Box; key: string | null } = { box: "inbox", key: null };

export function InboxPage() {
  const { t } = useTranslation("inbox");
  const [box, setBox] = useState<Box>(place.box);
  const { data, error, refetch } = useQuery(inboxQuery(box));
  if (!data) {
    if (!error) return <Skeleton rows={10} />;
    return (
      <EmptyState
        title={t("failed")}
        text={error.message}
        action={
          <Button variant="filled" onClick={() => void refetch()}>
            {t("again")}
          </Button>
        }
      />
    );
  }
  return (
    <Page
      title={t("title")}
      lead={data.unread > 0 && t("unread", { count: data.unread })}
      actions={
        <>
          <SegmentedControl
            aria-label={t("boxes.label")}
            value={box}
            data={BOXES.map((value) => ({ value, label: t(`boxes.${value}`) }))}
            onChange={(value) => {
              place.box = value as Box;
              setBox(place.box);
            }}
          />
          <Button
            disabled={data.unread === 0}
            onClick={() => void mark(box, "read", null).catch(tell)}
          >
            {t("readAll")}
          </Button>
        </>
      }
    >
      {error && (
        <p className={classes.notice} role="status">
          {t("lost")}
        </p>
      )}
      <List key={box} box={box} inbox={data} />
    </Page>
  );
}

function List({ box, inbox }: { box: Box; inbox: Inbox }) {
  const { t } = useTranslation("inbox");
  const { workspaces } = useMe();
  const { items } = inbox;
  const root = useRef<HTMLUListElement>(null);
  const [current, setCurrent] = useState(place.key);
  const [open, setOpen] = useState<string | null>(null);
  const at = items.find((line) => line.key === current) ?? items[0];

  // Whoever comes back stands where he was.
  useEffect(() => {
    if (place.key && document.activeElement === document.body) focusLine(root.current, place.key);
  }, []);

  // After what was put away the next one is at hand.
  const left = useRef<number | null>(null);
  useEffect(() => {
    const from = left.current;
    if (from === null || document.activeElement !== document.body) return;
    left.current = null;
    const next = items[Math.min(from, items.length - 1)];
    if (next) focusLine(root.current, next.key);
  }, [items]);

  const act = (line: Line, action: Action, until?: Date): void => {
    const name = lineName(t, line);
    if (action !== "read" && action !== "unread") left.current = items.indexOf(line);
    void mark(box, action, line.ids, until)
      .then(() => {
        if (action !== "archive" && action !== "snooze") return;
        const undo = () => void mark(box, "restore", line.ids).catch(tell);
        const text = t(`said.${action}`, { name });
        tellUndoable({ text }, undo);
      })
      .catch(tell);
  };

  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || !at) return;
    if (!(event.target instanceof HTMLElement) || event.target.closest("input, [role=menu]"))
      return;
    const row = event.target.closest<HTMLElement>("[data-inbox-line]");
    const line = items.find(({ key }) => key === row?.dataset.inboxLine) ?? at;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const by = key === "ArrowDown" || key === "j" ? 1 : key === "ArrowUp" || key === "k" ? -1 : 0;
    if (by) {
      const next = items[items.indexOf(line) + by];
      if (next) focusLine(root.current, next.key);
    } else if (key === "e") act(line, box === "archive" ? "restore" : "archive");
    else if (key === "u") act(line, line.unread ? "read" : "unread");
    else if (key === "z" && row) pressSnooze(row);
    else return;
    event.preventDefault();
  };

  if (!items.length) {
    return (
      <EmptyState
        level={2}
        title={t(`empty.${box}`)}
        text={t(`empty.${box}Text`)}
        action={
          <Button component={Link} to="/my-work">
            {t("empty.myWork")}
          </Button>
        }
      />
    );
  }
  return (
    <>
      <ul
        ref={root}
        className={classes.list}
        aria-label={t(`boxes.${box}`)}
        onKeyDown={onKey}
        onFocus={(event) => {
          const row = event.target.closest<HTMLElement>("[data-inbox-line]");
          if (!row?.dataset.inboxLine) return;
          place.key = row.dataset.inboxLine;
          setCurrent(place.key);
        }}
      >
        {items.map((line) => (
          <LineRow
            key={line.key}
            line={line}
            box={box}
            project={inbox.projects.find((one) => one.id === line.project_id)}
            workspace={
              workspaces.length > 1
                ? workspaces.find((one) => one.id === line.workspace_id)?.name
                : undefined
            }
            current={line === at}
            open={open === line.key}
            onOpen={(on) => setOpen(on ? line.key : null)}
            onDo={(action, until) => act(line, action, until)}
          />
        ))}
      </ul>
      <Keys />
    </>
  );
}

function Keys() {
  const { t } = useTranslation("inbox");
  return (
    <KeyHints
      label={t("keys.label")}
      keys={[
        ["J K", t("keys.move")],
        ["Enter", t("keys.open")],
        ["E", t("keys.archive")],
        ["U", t("keys.unread")],
        ["Z", t("keys.snooze")],
      ]}
    />
  );
}

function tell(error: unknown): void {
  if (!(error instanceof Refusal)) throw error;
  toasts.show({ tone: "bad", text: error.message });
}

/** Open the row's menu, once the key that asked for it is through. */
function pressSnooze(row: HTMLElement): void {
  const button = row.querySelector<HTMLElement>("[data-deed=snooze]");
  button?.focus();
  requestAnimationFrame(() => button?.click());
}

function focusLine(root: HTMLElement | null, key: string): void {
  requestAnimationFrame(() => {
    root?.querySelector<HTMLElement>(`[data-inbox-line="${key}"] [data-line-link]`)?.focus();
  });
}

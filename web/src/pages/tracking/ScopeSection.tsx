/** What was added, removed or grew since the baseline, by whom, and whether it was approved. */

import { Button, Popover, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { approveScope, unapproveScope } from "~/commands";
import { useSession, useStore } from "~/store/react";
import { ago, instant, number } from "~/ui/dates";
import { Section } from "~/ui/Page";
import { type Scope, type ScopeChange, type ScopeItem, type ScopeKind, scopeQuery } from "./query";
import classes from "./Tracking.module.css";

const SETTLE = 300;
const SHOWN = 10;
const ITEMS = 6;
const KINDS: readonly ScopeKind[] = ["tasks", "work", "duration", "points", "deliverables"];

export function ScopeSection(props: { baseline: number; onOpen: (id: number) => void }) {
  const { t } = useTranslation("tracking");
  const { store } = useSession();
  const version = useStore((s) => s.version);
  const [settled] = useDebouncedValue(version, SETTLE);
  const { data } = useQuery(scopeQuery(store.projectId, settled, props.baseline));
  const [shown, setShown] = useState(SHOWN);
  if (!data) return null;
  return (
    <Section title={t("scope.title")} text={t("scope.text")} level={3}>
      {!data.whole && <p className="hw-dim">{t("scope.notWhole")}</p>}
      {data.items.length === 0 ? (
        <p className="hw-dim">{t("scope.none")}</p>
      ) : (
        <>
          <Sums data={data} />
          <ul className={classes.changes} aria-label={t("scope.title")}>
            {data.items.slice(0, shown).map((change) => (
              <Change key={change.changeset_id} change={change} onOpen={props.onOpen} />
            ))}
          </ul>
          {data.items.length > shown && (
            <Button variant="subtle" mt={4} onClick={() => setShown(shown + 50)}>
              {t("scope.more", { count: data.items.length - shown })}
            </Button>
          )}
        </>
      )}
    </Section>
  );
}

function Sums({ data }: { data: Scope }) {
  const { t } = useTranslation("tracking");
  const words = useAmounts();
  return (
    <dl className={classes.sums}>
      {KINDS.map((kind) => {
        const { added, removed } = data.totals[kind];
        if (!added && !removed) return null;
        const approved = data.approved[kind].added;
        return (
          <div key={kind}>
            <dt>{t(`scope.kinds.${kind}`)}</dt>
            <dd className="hw-num" data-testid={`scope-${kind}`}>
              {added > 0 && `+${words(kind, added)}`} {removed > 0 && `−${words(kind, removed)}`}
              {added > 0 && (
                <span className="hw-dim">
                  {" "}
                  {t("scope.approvedOf", { amount: words(kind, approved) })}
                </span>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function Change({ change, onOpen }: { change: ScopeChange; onOpen: (id: number) => void }) {
  const { t } = useTranslation("tracking");
  const { store } = useSession();
  const [all, setAll] = useState(false);
  const tasks = byTask(change.items);
  const listed = all ? tasks : tasks.slice(0, ITEMS);
  const say = useItemWords();
  return (
    <li>
      <div className={classes.change}>
        <span>
          <b dir="auto">{change.by || t("scope.nobody")}</b>{" "}
          <time className="hw-dim" dateTime={change.at} title={instant(change.at)}>
            {ago(change.at)}
          </time>
        </span>
        <Approval change={change} />
      </div>
      <ul className={classes.items}>
        {listed.map(([id, items]) => (
          <li key={id}>
            {store.task(id) ? (
              <button type="button" className={classes.open} onClick={() => onOpen(id)}>
                <span dir="auto">{items[0]?.name || t("unnamed")}</span>
              </button>
            ) : (
              <span dir="auto">{items[0]?.name || t("unnamed")}</span>
            )}
            <span className="hw-num hw-dim">{items.map(say).join(", ")}</span>
          </li>
        ))}
      </ul>
      {tasks.length > listed.length && (
        <Button size="compact-xs" variant="subtle" onClick={() => setAll(true)}>
          {t("scope.moreItems", { count: tasks.length - listed.length })}
        </Button>
      )}
    </li>
  );
}

/** The figures of a change, those of one task together, in order. */
function byTask(items: readonly ScopeItem[]): [number, ScopeItem[]][] {
  const found = new Map<number, ScopeItem[]>();
  for (const item of items) {
    const there = found.get(item.task_id);
    if (there) there.push(item);
    else found.set(item.task_id, [item]);
  }
  return [...found.entries()];
}

function Approval({ change }: { change: ScopeChange }) {
  const { t } = useTranslation("tracking");
  const session = useSession();
  // What is approved is approved of the project, not of what-ifs.
  const may = useStore((s) => s.may("projects.manage") && s.parentId === null);
  const [open, setOpen] = useState(false);
  const [reference, setReference] = useState("");
  const { approved } = change;
  if (approved) {
    return (
      <span className={classes.approved}>
        <span
          data-tone="done"
          title={t("scope.by", { name: approved.by, at: instant(approved.at) })}
        >
          {t("scope.approved", { reference: approved.reference })}
        </span>
        {may && (
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => void unapproveScope(session, change.change_id)}
          >
            {t("scope.takeBack")}
          </Button>
        )}
      </span>
    );
  }
  if (!may) return <span data-tone="risk">{t("scope.notApproved")}</span>;
  const approve = (event: FormEvent) => {
    event.preventDefault();
    setOpen(false);
    void approveScope(session, change.change_id, reference.trim());
  };
  return (
    <span className={classes.approved}>
      <span data-tone="risk">{t("scope.notApproved")}</span>
      <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus width={280}>
        <Popover.Target>
          <Button size="compact-xs" onClick={() => setOpen(!open)}>
            {t("scope.approve")}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <form onSubmit={approve} className={classes.approve}>
            <TextInput
              label={t("scope.reference")}
              placeholder={t("scope.example")}
              maxLength={200}
              data-autofocus
              value={reference}
              onChange={(event) => setReference(event.currentTarget.value)}
            />
            <Button type="submit" variant="filled">
              {t("scope.approve")}
            </Button>
          </form>
        </Popover.Dropdown>
      </Popover>
    </span>
  );
}

/** A figure of scope in its unit. */
function useAmounts(): (kind: ScopeKind, amount: number) => string {
  const perDay = useStore((s) => s.project.minutes_per_day);
  return (kind, amount) => {
    if (kind === "work") return `${number(amount / 60)} h`;
    if (kind === "duration") return `${number(amount / perDay)} d`;
    return number(kind === "points" ? amount / 100 : amount, 2);
  };
}

function useItemWords(): (item: ScopeItem) => string {
  const { t } = useTranslation("tracking");
  const words = useAmounts();
  return ({ kind, before, after }) => {
    if (kind === "tasks" || kind === "deliverables") {
      return t(`scope.items.${kind}.${after > before ? "added" : "removed"}`);
    }
    const from = words(kind, before);
    return t(`scope.items.${kind}`, { before: from, after: words(kind, after) });
  };
}

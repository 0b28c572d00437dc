/** All tasks that are mine, over all projects of all workspaces or of one, by the day they are due. */

import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ageOf } from "~/here/answers";
import { keptDeeds } from "~/here/kept";
import { useMe, useWorkspace } from "~/here/me";
import type { WorkspaceItem } from "~/here/queries";
import { useShortcuts } from "~/here/shortcuts";
import type { Reply } from "~/model/attention";
import { DUES, type Due, dueOf } from "~/model/due";
import { formatDuration } from "~/model/durations";
import { momentNow } from "~/model/moments";
import { firstWeekday } from "~/model/week";
import { apart } from "~/sync/choices";
import type { Kept } from "~/sync/journal";
import { withWords } from "~/text/late";
import { locale } from "~/text/locale";
import { instant } from "~/ui/dates";
import { EmptyState } from "~/ui/EmptyState";
import { IconChevronDown, IconChevronRight } from "~/ui/icons";
import { lateDialog } from "~/ui/Late";
import { Page } from "~/ui/Page";
import { Skeleton } from "~/ui/Skeleton";
import { Keys, Nothing } from "./Around";
import { AskedNotice } from "./AskedNotice";
import { type Deed, useDeeds } from "./deeds";
import { mayTypeLeft } from "./Left";
import classes from "./MyWorkPage.module.css";
import { NotMe } from "./NotMe";
import {
  dueInput,
  lookAgain,
  type MyProject,
  type MyTask,
  type MyWork,
  myWorkName,
  myWorkQuery,
} from "./query";
import { type InWords, mayReply } from "./Reply";
import { deedsOf, Row } from "./Row";
import { type Scope, ScopeChoice, useScope } from "./Scope";
import { useSnoozed } from "./snoozed";

const ClashModal = lateDialog(
  withWords(["offline"], () => import("~/app/offline/ClashModal")),
  "ClashModal",
);

const DEEDS: Record<string, Deed> = { s: "start", h: "half", "5": "half", d: "done" };
const REPLIES = { a: "accepted", n: "declined", q: "asked" } as const;
const FOLDED: ReadonlySet<Due> = new Set<Due>(["snoozed"]);
/** Milliseconds after which it is looked whether another day has begun. */
const MINUTE = 60_000;

export function MyWorkPage() {
  const { t } = useTranslation("my-work");
  const workspace = useWorkspace();
  const scope = useScope();
  if (!workspace) return <EmptyState title={t("empty.title")} />;
  const { only } = scope;
  return <Mine key={only?.id ?? 0} workspace={only ?? workspace} scope={scope} />;
}

interface Shown {
  readonly task: MyTask;
  readonly project: MyProject;
  readonly now: number;
  readonly until: number | null;
}

/** `workspace` is the one that is looked at alone, else the one that was looked at last. */
function Mine({ workspace, scope }: { workspace: WorkspaceItem; scope: Scope }) {
  const { t } = useTranslation("my-work");
  const of = scope.only?.id ?? null;
  useEffect(() => lookAgain(), []);
  const { data, error, refetch, dataUpdatedAt } = useQuery(myWorkQuery(of));
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
  const asOf = ageOf(myWorkName(of)) ?? (error ? dataUpdatedAt : null);
  return <List workspace={workspace} scope={scope} work={data} asOf={asOf} />;
}

function List({
  workspace,
  scope,
  work,
  asOf,
}: {
  workspace: WorkspaceItem;
  scope: Scope;
  work: MyWork;
  /** Since when the list is known, where the server cannot be asked now. */
  asOf: number | null;
}) {
  const { t } = useTranslation("my-work");
  const { user } = useMe();
  const { snoozed, snooze } = useSnoozed(user.id);
  const first = useMemo(() => firstWeekday(locale()), []);
  const groups = useGroups(work, snoozed, first);
  /** A deed that met what another did to the same. */
  const [clash, setClash] = useState<Kept | null>(null);
  const deeds = useDeeds(scope.only?.id ?? null, setClash);
  /** What is being said in words to being assigned to which task. */
  const [replying, setReplying] = useState<{ id: number; state: InWords } | null>(null);
  /** The task whose work left is being typed. */
  const [typing, setTyping] = useState<number | null>(null);
  const [folds, setFolds] = useState(FOLDED);
  const [current, setCurrent] = useState<number | null>(null);
  const root = useRef<HTMLDivElement>(null);
  useShortcuts({ undo: deeds.undo });

  const shown = [...groups].flatMap(([due, rows]) => (folds.has(due) ? [] : rows));
  const at = shown.find(({ task }) => task.id === current) ?? shown[0];

  // A task that goes to another group is drawn anew there: whoever is at it goes along, but after
  // what is done or put to sleep the next one is at hand.
  const left = useRef<{ id: number; place: number; next: boolean } | null>(null);
  const leaving = (row: Shown, next: boolean): void => {
    left.current = { id: row.task.id, place: shown.indexOf(row), next };
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at whenever the groups are others
  useEffect(() => {
    const from = left.current;
    if (!from || document.activeElement !== document.body) return;
    left.current = null;
    const next = shown[Math.min(from.place, shown.length - 1)];
    const to = from.next ? next?.task.id : from.id;
    if (to !== undefined) focusRow(root.current, to);
  }, [groups]);

  const act = (row: Shown, deed: Deed): void => {
    if (!deedsOf(row.task, row.project).includes(deed)) return;
    leaving(row, deed === "done");
    deeds.run(deed, row.task, row.project);
  };
  const reply = async (row: Shown, state: Reply, text: string): Promise<void> => {
    const { id } = row.task;
    // What was refused stays in its field, to be said otherwise.
    if (!(await deeds.reply(row.task, row.project, state, text))) return;
    setReplying((now) => (now?.id === id && now.state === state ? null : now));
    const at = document.activeElement;
    if (at === document.body || at?.closest(`[data-my-task="${id}"]`)) focusRow(root.current, id);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || !at) return;
    if (!(event.target instanceof HTMLElement) || event.target.closest("input, [role=menu]"))
      return;
    const inRow = event.target.closest<HTMLElement>("[data-my-task]");
    const row = shown.find(({ task }) => task.id === Number(inRow?.dataset.myTask)) ?? at;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const by = key === "ArrowDown" || key === "j" ? 1 : key === "ArrowUp" || key === "k" ? -1 : 0;
    const deed = DEEDS[key];
    if (by) {
      const next = shown[shown.indexOf(row) + (inRow ? by : 0)];
      if (next) focusRow(root.current, next.task.id);
    } else if (!inRow) return;
    else if (deed) act(row, deed);
    else if (key in REPLIES && mayReply(row.task, row.project)) {
      const state = REPLIES[key as keyof typeof REPLIES];
      if (state !== "accepted") setReplying({ id: row.task.id, state });
      else if (row.task.reply !== "accepted") void reply(row, state, "");
    } else if (key === "r" && mayTypeLeft(row.task, row.project)) {
      setTyping(row.task.id);
    } else if (key === "z") pressSnooze(inRow);
    else return;
    event.preventDefault();
  };
  const { only, workspaces } = scope;
  const several = workspaces.length > 1;
  /** The names of workspaces, where tasks of several may stand in one list. */
  const spaces = new Map(several && !only ? workspaces.map(({ id, name }) => [id, name]) : []);
  const nobody = work.resources.length === 0;
  const unfinished = work.items.some((task) => task.percent_complete < 100);
  return (
    <Page
      title={t("title")}
      of={several && !only ? t("scope.all") : workspace.name}
      lead={unfinished && <Summary groups={groups} projects={work.projects} />}
      actions={several && <ScopeChoice {...scope} />}
    >
      {asOf !== null && (
        <p className={classes.notice} role="status">
          {t("lost", { when: instant(new Date(asOf).toISOString()) })}
        </p>
      )}
      {(only ? [only] : workspaces).map(({ id }) => (
        <AskedNotice key={id} workspaceId={id} of={spaces.get(id)} />
      ))}
      {nobody && <NotMe workspace={workspace} />}
      {!nobody && !unfinished && (
        <Nothing of={spaces.size ? null : workspace.name} some={work.items.length > 0} />
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the links and buttons in it */}
      <div
        ref={root}
        onKeyDown={onKey}
        onFocus={(event) => {
          const row = event.target.closest<HTMLElement>("[data-my-task]");
          if (row) setCurrent(Number(row.dataset.myTask));
        }}
      >
        {DUES.map((due) => {
          const rows = groups.get(due) ?? [];
          if (!rows.length) return null;
          const folded = folds.has(due);
          const Chevron = folded ? IconChevronRight : IconChevronDown;
          return (
            <section
              key={due}
              className={classes.group}
              data-due={due}
              aria-label={t(`groups.${due}`)}
            >
              <div className={classes.heading}>
                <h2>
                  <button
                    type="button"
                    className={classes.fold}
                    aria-expanded={!folded}
                    onClick={() => setFolds(toggled(folds, due))}
                  >
                    <Chevron size={16} stroke={1.8} />
                    {t(`groups.${due}`)}
                  </button>
                </h2>
                <span className={classes.number}>{rows.length}</span>
              </div>
              {!folded && (
                <ul className={classes.list}>
                  {rows.map((row) => (
                    <Row
                      key={row.task.id}
                      {...row}
                      due={due}
                      space={spaces.get(row.project.workspace_id)}
                      first={first}
                      current={row === at}
                      leftOpen={typing === row.task.id}
                      onLeft={(on) => {
                        setTyping(on ? row.task.id : null);
                        if (!on) focusRow(root.current, row.task.id);
                      }}
                      onDeed={(deed) => act(row, deed)}
                      onRemaining={(minutes) =>
                        // With nothing left it is done.
                        minutes > 0
                          ? deeds.remaining(row.task, row.project, minutes)
                          : deeds.run("done", row.task, row.project)
                      }
                      replying={replying?.id === row.task.id ? replying.state : null}
                      onReplying={(state) => {
                        setReplying(state && { id: row.task.id, state });
                        if (!state) focusRow(root.current, row.task.id);
                      }}
                      onReply={(state, text) => reply(row, state, text)}
                      onSnooze={(until) => {
                        leaving(row, until !== null);
                        snooze(row.task.id, until);
                      }}
                    />
                  ))}
                </ul>
              )}
            </section>
          );
        })}
      </div>
      {work.total > work.items.length && (
        <p className={classes.notice}>{t("more", { count: work.total - work.items.length })}</p>
      )}
      {shown.length > 0 && <Keys />}
      {clash?.clash && (
        <Suspense>
          <ClashModal
            key={clash.id}
            problem={clash.clash}
            apart={apart(clash.command, clash.command.stream, clash.clash.fields ?? [])}
            nameOf={(id) => work.items.find((task) => task.id === id)?.name}
            onChoose={(takes) => keptDeeds()?.choose(clash, takes)}
            onClose={() => setClash(null)}
          />
        </Suspense>
      )}
    </Page>
  );
}

type Groups = ReadonlyMap<Due, readonly Shown[]>;

/** The tasks by due, looked at again each minute: the day ends without anybody changing anything. */
function useGroups(work: MyWork, snoozed: Readonly<Record<string, number>>, first: number): Groups {
  const [minute, setMinute] = useState(() => Math.floor(Date.now() / MINUTE));
  useEffect(() => {
    const timer = setInterval(() => setMinute(Math.floor(Date.now() / MINUTE)), MINUTE / 4);
    return () => clearInterval(timer);
  }, []);
  return useMemo(() => {
    const clock = new Date(minute * MINUTE);
    const projects = new Map(
      work.projects.map((one) => [
        one.id,
        { project: one, now: momentNow(one.zone || "UTC", clock) },
      ]),
    );
    const found = new Map<Due, Shown[]>(DUES.map((due) => [due, []]));
    for (const task of work.items) {
      const within = projects.get(task.project_id);
      if (!within) continue;
      const until = snoozed[task.id] ?? null;
      const due = dueOf(dueInput(task), within.now, first, until);
      found.get(due)?.push({ task, ...within, until });
    }
    // What was done last stands first.
    found.get("done")?.sort((a, b) => later(a.task, b.task));
    return found;
  }, [work, snoozed, first, minute]);
}

function later(a: MyTask, b: MyTask): number {
  return (b.actual_finish ?? "").localeCompare(a.actual_finish ?? "");
}

function Summary({ groups, projects }: { groups: Groups; projects: readonly MyProject[] }) {
  const { t } = useTranslation("my-work");
  const late = groups.get("late")?.length ?? 0;
  const today = groups.get("today")?.length ?? 0;
  const near = (["late", "today", "week"] as const).flatMap((due) => groups.get(due) ?? []);
  const left = near.reduce((sum, { task }) => sum + (task.remaining_work_minutes ?? 0), 0);
  const [settings] = projects;
  return (
    <p className={classes.summary}>
      {late > 0 && <span data-sign="late">{t("summary.late", { count: late })}</span>}
      {today > 0 && <span>{t("summary.today", { count: today })}</span>}
      {late + today === 0 && <span>{t("summary.clear")}</span>}
      {left > 0 && settings && (
        <span>{t("summary.left", { hours: formatDuration(left, "h", settings) })}</span>
      )}
    </p>
  );
}

function toggled(all: ReadonlySet<Due>, one: Due): ReadonlySet<Due> {
  const next = new Set(all);
  if (!next.delete(one)) next.add(one);
  return next;
}

/** Open the row's menu, once the key that asked for it is through. */
function pressSnooze(row: HTMLElement): void {
  const button = row.querySelector<HTMLElement>("[data-deed=snooze]");
  button?.focus();
  requestAnimationFrame(() => button?.click());
}

function focusRow(root: HTMLElement | null, id: number): void {
  requestAnimationFrame(() => {
    root?.querySelector<HTMLElement>(`[data-my-task="${id}"] a`)?.focus();
  });
}

/** The backlog: open sprints and what is in none, one list below another, ranked and moved by hand. */

import { DndContext, DragOverlay } from "@dnd-kit/core";
import { Button, VisuallyHidden } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { moveToSprint, quickAddItem } from "~/commands/sprints";
import { useLook } from "~/here/look";
import { capacityQuery } from "~/here/scrum";
import { TaskFields } from "~/model/filters-fields";
import { compile } from "~/model/filters-match";
import { listsOf, type SprintList, totalsOfItems } from "~/model/scrum";
import type { Sprint } from "~/model/sprints";
import { firstWeekday } from "~/model/week";
import { useRevision, useSession, useStore } from "~/store/react";
import { locale } from "~/text/locale";
import { EmptyState } from "~/ui/EmptyState";
import { IconPlus } from "~/ui/icons";
import { FilterBar } from "~/views/filter/FilterBar";
import { AddLine } from "~/views/grid/parts/AddLine";
import { useScroll, useSeen } from "~/views/moving/scroll";
import classes from "./Backlog.module.css";
import { useDrag } from "./drag";
import {
  besideOf,
  drawnRows,
  layOut,
  nextSlot,
  type Slot,
  slotOf,
  slotTop,
  staysPut,
} from "./layout";
import { SprintDialog } from "./parts/Dialogs";
import { ItemFace, ItemRow, type RowDeeds } from "./parts/ItemRow";
import { type Asked, ListHead } from "./parts/ListHead";
import { Tools } from "./parts/Tools";
import { heldBy, NOTHING, only, ranged, toggled } from "./selection";
import "../grid/grid.css";

/** Below this width the head of a list takes more lines. */
const PHONE = 620;
const SETTLE = 400;

interface BacklogProps {
  readonly onOpenTask: (id: number) => void;
  readonly openTaskId: number | null;
}

export function BacklogView({ onOpenTask, openTaskId }: BacklogProps) {
  const { t } = useTranslation("scrum");
  const session = useSession();
  const { store } = session;
  const revision = useRevision();
  const navigate = useNavigate();
  const edits = store.may("plan.edit");
  const [chosen, setChosen] = useState(NOTHING);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [adding, setAdding] = useState<string | null>(null);
  const [menu, setMenu] = useState<number | null>(null);
  const [said, setSaid] = useState("");
  const { ref, width, height, scrolling, onScroll } = useScroll();
  const seen = useSeen(scrolling, height);
  const phone = width < PHONE;

  const looked = useLook();
  const { filter, text } = looked.look;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the revision stands for the store
  const { lists, all } = useMemo(() => {
    const all = listsOf(store);
    const counted = (list: SprintList) => ({ ...list, totals: totalsOfItems(store, list.ids) });
    const total = all.reduce((sum, one) => sum + one.ids.length, 0);
    if (!looked.filtering) return { lists: all.map(counted), all: total };
    const test = compile(filter, text, new TaskFields(store, firstWeekday(locale())));
    const wanted = (id: number) => {
      const task = store.task(id);
      return task !== undefined && test(id, task);
    };
    const kept = all.map((one) => ({ ...one, ids: one.ids.filter(wanted) }));
    return { lists: kept.map(counted), all: total };
  }, [looked.filtering, filter, text, store, revision]);
  const layout = useMemo(
    () =>
      layOut(
        lists.map(({ sprint, ids }) => ({ key: String(sprint?.id ?? "backlog"), ids })),
        { head: phone ? 114 : 66, row: phone ? 50 : 34, foot: edits ? 36 : 8, empty: 44, gap: 14 },
      ),
    [lists, phone, edits],
  );
  const shown = useMemo(() => lists.flatMap((one) => one.ids), [lists]);
  const version = useStore((s) => s.version);
  const [settled] = useDebouncedValue(version, SETTLE);
  const dated = lists.some((one) => one.sprint?.start != null);
  const { data: capacities } = useQuery({
    ...capacityQuery(store.projectId, settled),
    enabled: dated && store.may("analysis.read"),
  });

  const now = useRef({ layout, lists, chosen, shown });
  now.current = { layout, lists, chosen, shown };
  const focusOn = useRef<number | null>(null);

  /** Scroll an item into sight, and give it the focus once it stands there. */
  const go = useCallback(
    (id: number) => {
      const stage = ref.current;
      const slot = slotOf(now.current.layout, id);
      if (!stage || !slot) return;
      const top = slotTop(now.current.layout, slot);
      const { sizes } = now.current.layout;
      if (top - sizes.head < stage.scrollTop) stage.scrollTop = top - sizes.head;
      const bottom = top + sizes.row + sizes.foot;
      if (bottom > stage.scrollTop + stage.clientHeight)
        stage.scrollTop = bottom - stage.clientHeight;
      const node = stage.querySelector<HTMLElement>(`[data-item="${id}"]`);
      // Once it has the focus it is looked after no more: one may be typing in it.
      focusOn.current = node ? null : id;
      node?.focus({ preventScroll: true });
    },
    [ref],
  );

  const drop = useCallback(
    (ids: readonly number[], slot: Slot) => {
      const { layout: current, lists: all } = now.current;
      const list = all[slot.list];
      if (!list || staysPut(current, ids, slot)) return null;
      const beside = besideOf(list.ids, slot.index, new Set(ids));
      const name = list.sprint?.name ?? t("backlog");
      setSaid(t("moved", { count: ids.length, name }));
      return moveToSprint(session, ids, list.sprint?.id ?? null, beside);
    },
    [session, t],
  );

  const deeds = useMemo((): RowDeeds => {
    const choose: RowDeeds["choose"] = (id, event) => {
      const { chosen: before, shown: order } = now.current;
      if (event.shiftKey) setChosen(ranged(before, id, order));
      else if (event.ctrlKey || event.metaKey) setChosen(toggled(before, id));
      else setChosen(only(id));
    };
    const step = (id: number, by: -1 | 1, event: KeyboardEvent) => {
      const { shown: order, chosen: before } = now.current;
      const next = order[order.indexOf(id) + by];
      if (next === undefined) return;
      if (event.shiftKey) {
        const from = before.anchor === null ? only(id) : before;
        setChosen(ranged(from, next, order));
      }
      go(next);
    };
    return {
      open: onOpenTask,
      choose,
      held: (id) => heldBy(now.current.chosen, id, now.current.shown),
      menu: setMenu,
      shift: (id, by) => {
        const ids = heldBy(now.current.chosen, id, now.current.shown);
        const slot = nextSlot(now.current.layout, ids, by);
        if (slot) void drop(ids, slot);
      },
      wants: (id) => {
        const found = focusOn.current === id;
        if (found) focusOn.current = null;
        return found;
      },
      onKey: (id, event) => {
        const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : null;
        const { chosen: before, shown: order } = now.current;
        if (by !== null && event.altKey) {
          event.preventDefault();
          const ids = heldBy(before, id, order);
          const slot = edits ? nextSlot(now.current.layout, ids, by) : null;
          if (!slot) return;
          focusOn.current = id;
          // What stays where it was is drawn no more, and nothing is to be looked after.
          if (!drop(ids, slot)) focusOn.current = null;
        } else if (by !== null) {
          event.preventDefault();
          step(id, by, event);
        } else if (event.key === "Enter") {
          event.preventDefault();
          onOpenTask(id);
        } else if (event.key === " ") {
          event.preventDefault();
          setChosen(toggled(before, id));
        } else if (event.key === "Escape" && before.ids.size) {
          event.preventDefault();
          setChosen(NOTHING);
        } else if ((event.key === "a" || event.key === "A") && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          const own = now.current.lists.find((one) => one.ids.includes(id));
          setChosen({ ids: new Set(own?.ids), anchor: id });
        } else if (edits && event.key === "m" && !event.ctrlKey && !event.metaKey) {
          event.preventDefault();
          setMenu(id);
        } else if (edits && /^[0-9]$/.test(event.key) && !event.ctrlKey && !event.metaKey) {
          // A figure begins an estimate: the field takes it.
          event.currentTarget.querySelector("input")?.focus();
        }
      },
    };
  }, [go, drop, edits, onOpenTask]);

  const drag = useDrag({
    layout,
    stage: ref,
    held: deeds.held,
    onDrop: (ids, slot) => void drop(ids, slot),
  });

  // An item that was moved by keys is looked after, however far it went.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another layout moves it
  useLayoutEffect(() => {
    if (focusOn.current !== null) go(focusOn.current);
  }, [layout]);

  const total = shown.length;
  const empty = store.rows("sprints").size === 0 && total === 0 && !looked.filtering;
  const { projectId } = store;
  const toBoard = useCallback(
    () =>
      void navigate({
        to: "/p/$projectId/board",
        params: { projectId: String(projectId) },
        search: { f: "sprint:is:active" },
      }),
    [navigate, projectId],
  );
  const toReport = useCallback(
    (sprint: Sprint) =>
      void navigate({
        to: "/p/$projectId/sprints" as "/p/$projectId/gantt",
        params: { projectId: String(projectId) },
        search: { sprint: sprint.id } as object,
      }),
    [navigate, projectId],
  );
  const capacityFor = (id: number | undefined) => capacities?.find((one) => one.sprint_id === id);
  return (
    <div className={`hwg-view ${classes.view}`} data-phone={phone || undefined}>
      <FilterBar
        label={t("tools")}
        looked={looked}
        count={total}
        total={all}
        groups={false}
        sorts={false}
      >
        <Tools
          phone={phone}
          edits={edits}
          revision={revision}
          running={lists.some((one) => one.sprint?.state === "active")}
          onBoard={toBoard}
          onNew={() => setAsked({ kind: "new" })}
        />
      </FilterBar>
      <VisuallyHidden id="backlog-how">{t("how")}</VisuallyHidden>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
      {empty && adding === null ? (
        <EmptyState
          level={2}
          title={t("emptyTitle")}
          text={t(edits ? "emptyText" : "emptyRead")}
          action={
            edits ? (
              <Button variant="filled" onClick={() => setAdding("backlog")}>
                {t("emptyAction")}
              </Button>
            ) : undefined
          }
        />
      ) : (
        <DndContext {...drag.context} collisionDetection={noCollisions} accessibility={QUIET}>
          <section
            ref={ref}
            className={classes.stage}
            aria-label={t("lists")}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys
            tabIndex={0}
            onScroll={onScroll}
          >
            <div className={classes.body} style={{ height: layout.height }}>
              {layout.lists.map((placed, place) => {
                const list = lists[place];
                if (!list) return null;
                const name = list.sprint?.name ?? t("backlog");
                const { first, end } = drawnRows(placed, layout.sizes, seen.from, seen.until);
                return (
                  <section
                    key={placed.key}
                    className={classes.list}
                    style={{ top: placed.top, height: placed.height }}
                    data-target={drag.slot?.list === place || undefined}
                    aria-labelledby={`list-${list.sprint?.id ?? "backlog"}`}
                  >
                    <ListHead
                      list={list}
                      capacity={capacityFor(list.sprint?.id)}
                      edits={edits}
                      onAsk={setAsked}
                      onBoard={toBoard}
                      onReport={toReport}
                    />
                    <ul className={classes.rows} style={{ height: placed.end - placed.body }}>
                      {list.ids.slice(first, end).map((id, nth) => (
                        <ItemRow
                          key={id}
                          id={id}
                          top={(first + nth) * layout.sizes.row}
                          place={first + nth + 1}
                          of={list.ids.length}
                          sprint={list.sprint}
                          edits={edits}
                          chosen={chosen.ids.has(id)}
                          dragged={drag.ids?.includes(id) ?? false}
                          open={openTaskId === id}
                          menu={menu === id}
                          deeds={deeds}
                        />
                      ))}
                      {list.ids.length === 0 && (
                        <li className={classes.emptyList}>
                          {t(
                            looked.filtering
                              ? "nothingFits"
                              : list.sprint
                                ? "emptySprint"
                                : "emptyBacklog",
                          )}
                        </li>
                      )}
                    </ul>
                    {edits && (
                      <div className={classes.foot}>
                        {adding === placed.key ? (
                          <AddLine
                            id={`backlog-add-${placed.key}`}
                            label={t("addTo", { name })}
                            placeholder={t("addPlaceholder")}
                            onAdd={(line) => quickAddItem(session, line, list.sprint?.id ?? null)}
                            onClose={() => setAdding(null)}
                            classes={classes}
                          />
                        ) : (
                          <button
                            type="button"
                            className={classes.add}
                            aria-label={t("addTo", { name })}
                            onClick={() => setAdding(placed.key)}
                          >
                            <IconPlus size={14} stroke={1.8} />
                            {t("add")}
                          </button>
                        )}
                      </div>
                    )}
                  </section>
                );
              })}
              {drag.slot && (
                <div className={classes.mark} style={{ top: slotTop(layout, drag.slot) - 1 }} />
              )}
            </div>
          </section>
          <DragOverlay dropAnimation={null}>
            {drag.ids && (
              <div className={classes.row} data-overlay>
                {drag.ids.length === 1 ? (
                  <ItemFace id={drag.ids[0] ?? 0} sprint={null} />
                ) : (
                  <span className={classes.what}>{t("several", { count: drag.ids.length })}</span>
                )}
              </div>
            )}
          </DragOverlay>
        </DndContext>
      )}
      {asked && (
        <SprintDialog
          asked={asked}
          capacity={capacityFor(asked.kind === "new" ? undefined : asked.id)}
          onClose={() => setAsked(null)}
        />
      )}
    </div>
  );
}

const noCollisions = () => [];
/** Keys move items by their own means, and what becomes of it is said by the view. */
const QUIET = {
  announcements: {
    onDragStart: () => undefined,
    onDragOver: () => undefined,
    onDragEnd: () => undefined,
    onDragCancel: () => undefined,
  },
  screenReaderInstructions: { draggable: "" },
};

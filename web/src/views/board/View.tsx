/** The board: the project's workflow as columns, its tasks as cards, dragged by hand or by keys. */

import { DndContext, DragOverlay } from "@dnd-kit/core";
import { Button } from "@mantine/core";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { canBecome } from "~/commands/becoming";
import { useLook } from "~/here/look";
import { compile } from "~/model/filters-match";
import { momentNow } from "~/model/moments";
import { orderOf } from "~/model/sorting";
import { waysOf } from "~/model/types";
import { statusOf } from "~/model/workflow";
import { useRevision, useSession } from "~/store/react";
import { EmptyState } from "~/ui/EmptyState";
import { toasts } from "~/ui/toasts";
import { ColourLegend } from "~/views/colour/ColourLegend";
import { useAdmitted } from "~/views/filter/admitted";
import { useFields } from "~/views/filter/fields";
import { groupingName, groupLabel } from "~/views/filter/words";
import { useScroll } from "~/views/moving/scroll";
import classes from "./Board.module.css";
import { contentOf, factsOf, lanesBy } from "./content";
import { type Kept, useDrag } from "./drag";
import { cardTop, columnLeft, layOut, nextCard, type Sizes, slotOf } from "./layout";
import type { CardDeeds } from "./parts/Card";
import { CardFace } from "./parts/CardFace";
import { type Asked, ColumnDialog } from "./parts/ColumnDialogs";
import { ColumnHead } from "./parts/ColumnHead";
import { Lanes } from "./parts/Lanes";
import { QuickAdd } from "./parts/QuickAdd";
import { Toolbar } from "./parts/Toolbar";
import { useFolded } from "./remember";
import "../grid/grid.css";

interface BoardProps {
  readonly onOpenTask: (id: number) => void;
  readonly openTaskId: number | null;
  readonly reveal: number | null;
}

/** Below this width a board shows one column at a time. */
const PHONE = 620;

function sizesFor(width: number, columns: number): Sizes {
  const gap = width < PHONE ? 10 : 12;
  const free = (width - gap) / Math.max(1, columns) - gap;
  const column = width < PHONE ? Math.max(220, width - 64) : Math.min(340, Math.max(228, free));
  return { column: Math.floor(column), gap, card: 98, space: 8, laneHead: 34 };
}

export function BoardView({ onOpenTask, openTaskId, reveal }: BoardProps) {
  const { t } = useTranslation("board");
  const session = useSession();
  const { store } = session;
  const revision = useRevision();
  const [folded, toggle] = useFolded(store.projectId);
  const [archived, setArchived] = useState(false);
  const [adding, setAdding] = useState<number | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const { ref, width, height, scrolling, onScroll } = useScroll();

  const looked = useLook();
  const { filter, text, group, sort } = looked.look;
  const { filtering } = looked;
  const admitted = useAdmitted(looked.look);
  const fields = useFields();
  const lanes = useMemo(() => lanesBy(group, fields), [group, fields]);
  const order = useMemo(() => orderOf(sort, fields), [sort, fields]);
  const fits = useMemo(
    () => (filtering ? compile(filter, text, fields) : null),
    [filtering, filter, text, fields],
  );
  const unfit = useMemo(() => {
    const fails = (id: number) => {
      const row = store.task(id);
      return row !== undefined && fits !== null && !fits(id, row);
    };
    return new Set([...admitted.ids].filter(fails));
  }, [admitted.ids, fits, store]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the revision stands for the store
  const content = useMemo(
    () =>
      contentOf(store, archived, fields, {
        lanes,
        labelOf: (key) => (lanes ? groupLabel(lanes, key, fields) : ""),
        wanted: fits && ((id, task) => unfit.has(id) || fits(id, task)),
        order,
      }),
    [store, revision, archived, fields, lanes, order, fits, unfit],
  );
  const { statuses } = content;
  const sizes = useMemo(() => sizesFor(width, statuses.length), [width, statuses.length]);
  const layout = useMemo(
    () =>
      layOut(
        content.lanes.map(({ key, cells }) => ({
          key,
          cells,
          collapsed: lanes !== null && folded.includes(`${group}:${key}`),
        })),
        statuses.length,
        lanes !== null,
        sizes,
      ),
    [content, lanes, group, folded, statuses.length, sizes],
  );

  const labelOf = useCallback(
    (place: number): string => content.lanes[place]?.label ?? "",
    [content],
  );
  const onKept = useCallback(
    (why: Kept) => {
      const sorted = why === "sorted";
      toasts.show({
        key: "kept",
        text: sorted ? t("kept.sorted") : t("kept.lane", { name: groupingName(group, fields) }),
        actions: sorted
          ? [{ label: t("kept.unsort"), run: () => looked.change({ sort: [] }) }]
          : [],
      });
    },
    [t, group, fields, looked.change],
  );

  const focusOn = useRef<number | null>(null);
  const show = useCallback(
    (id: number, focus: boolean) => {
      const board = ref.current;
      const slot = slotOf(layout, id);
      if (!board || !slot) return;
      if (focus) focusOn.current = id;
      const lane = layout.lanes[slot.lane];
      const top = (lane?.body ?? 0) + cardTop(slot.index, sizes);
      const foot = 64;
      const space = board.clientHeight - HEAD - foot;
      if (top - sizes.laneHead < board.scrollTop) board.scrollTop = top - sizes.laneHead;
      else if (top + sizes.card > board.scrollTop + space) {
        board.scrollTop = top + sizes.card - space;
      }
      const left = columnLeft(slot.column, sizes);
      if (left < board.scrollLeft) board.scrollLeft = left - sizes.gap;
      else if (left + sizes.column > board.scrollLeft + board.clientWidth) {
        board.scrollLeft = left + sizes.column + sizes.gap - board.clientWidth;
      }
      if (!focus) return;
      const there = board.querySelector<HTMLElement>(`[data-card="${id}"]`);
      if (there) {
        focusOn.current = null;
        there.focus({ preventScroll: true });
      }
    },
    [layout, sizes, ref],
  );

  const between = lanes !== null && store.may("plan.edit") && canBecome(lanes.field, store);
  const drag = useDrag({
    session,
    layout,
    content,
    lanes,
    between,
    order,
    onKept,
    board: ref,
    labelOf,
  });
  useLayoutEffect(() => {
    if (drag.dropped.current === null) return;
    const id = drag.dropped.current;
    drag.dropped.current = null;
    show(id, true);
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new wish shows it, not a new layout
  useEffect(() => {
    if (reveal !== null) show(reveal, false);
  }, [reveal]);

  const latest = useRef({ layout, show, onOpenTask });
  latest.current = { layout, show, onOpenTask };
  const deeds = useMemo<CardDeeds>(
    () => ({
      open: (id) => latest.current.onOpenTask(id),
      go: (id, arrow) => {
        const next = nextCard(latest.current.layout, id, arrow);
        if (next !== null) latest.current.show(next, true);
      },
      wants: (id) => {
        if (focusOn.current !== id) return false;
        focusOn.current = null;
        return true;
      },
    }),
    [],
  );

  const edits = store.may("plan.edit");
  if (statuses.length === 0) {
    return <EmptyState title={t("noneTitle")} text={t("noneText")} />;
  }
  const first = statuses.find((one) => one.category === "todo") ?? statuses[0];
  const done = statuses.find((one) => one.category === "done");
  const dragged = drag.active === null ? undefined : store.task(drag.active);
  // Where the workflow of its type does not let it go, which is said while it is dragged.
  const ways = dragged ? waysOf(store, dragged) : null;
  const draggedStatus = dragged && statusOf(statuses, dragged);
  const bodyHeight = Math.max(layout.height, height - HEAD - FOOT);

  return (
    <div className={`hwg-view ${classes.view}`} data-view="board">
      <Toolbar
        looked={looked}
        content={content}
        unfit={unfit}
        archived={archived}
        onArchived={setArchived}
        narrow={width < PHONE}
      />
      <ColourLegend />
      <DndContext {...drag.context}>
        <section
          ref={ref}
          className={classes.scroll}
          aria-label={t("board")}
          data-dragging={drag.active !== null || undefined}
          onScroll={onScroll}
          style={
            {
              "--column": `${sizes.column}px`,
              "--gap": `${sizes.gap}px`,
              "--card": `${sizes.card}px`,
              "--lane-head": `${sizes.laneHead}px`,
            } as React.CSSProperties
          }
        >
          <div className={classes.heads} style={{ minWidth: layout.width }}>
            {statuses.map((status, place) => (
              <div key={status.id} className={classes.headCell}>
                <ColumnHead
                  status={status}
                  count={content.counts[place] ?? 0}
                  place={place}
                  statuses={statuses}
                  cards={() =>
                    content.lanes.flatMap(({ cells }) =>
                      (cells[place] ?? []).filter((id) => !store.task(id)?.archived),
                    )
                  }
                  edits={edits}
                  onAsk={setAsked}
                />
              </div>
            ))}
            {edits && store.project.workflow_id === null && (
              <Button
                className={classes.newColumn}
                variant="subtle"
                color="gray"
                onClick={() => setAsked({ after: null })}
              >
                {t("column.new")}
              </Button>
            )}
          </div>
          <div className={classes.body} style={{ height: bodyHeight, minWidth: layout.width }}>
            {statuses.map((status, place) => (
              <div
                key={status.id}
                className={classes.strip}
                data-target={drag.slot?.column === place || undefined}
                data-refused={(ways !== null && !ways.has(status.id)) || undefined}
                style={{ left: columnLeft(place, sizes) }}
              >
                {ways !== null && !ways.has(status.id) && (
                  <p className={classes.refused}>{t("notHere")}</p>
                )}
              </div>
            ))}
            <Lanes
              layout={layout}
              content={content}
              lanes={lanes}
              unfit={unfit}
              scrolling={scrolling}
              height={height}
              done={done}
              openTaskId={openTaskId}
              deeds={deeds}
              dragged={drag.active}
              slot={drag.slot}
              onToggle={(key) => toggle(`${group}:${key}`)}
            />
            {content.all === 0 && (
              <div className={classes.empty}>
                <EmptyState
                  level={2}
                  title={t("emptyTitle")}
                  text={edits ? t("emptyText") : t("emptyRead")}
                  action={
                    edits && first ? (
                      <Button variant="filled" onClick={() => setAdding(first.id)}>
                        {t("emptyAction")}
                      </Button>
                    ) : undefined
                  }
                />
              </div>
            )}
          </div>
          {edits && (
            <div className={classes.feet} style={{ minWidth: layout.width }}>
              {statuses.map((status) => (
                <div key={status.id} className={classes.footCell}>
                  <QuickAdd
                    status={status}
                    open={adding === status.id}
                    onOpen={(open) => setAdding(open ? status.id : null)}
                    look={looked.look}
                    onAdded={admitted.admit}
                  />
                </div>
              ))}
            </div>
          )}
        </section>
        <DragOverlay dropAnimation={null}>
          {dragged && draggedStatus && (
            <div className={classes.card} data-overlay style={{ height: sizes.card }}>
              <CardFace
                task={dragged}
                facts={factsOf(
                  store,
                  dragged,
                  draggedStatus,
                  momentNow(store.project.zone || undefined),
                )}
                column={draggedStatus.name}
                inPhase={lanes?.field.key === "parent"}
              />
            </div>
          )}
        </DragOverlay>
      </DndContext>
      {asked && <ColumnDialog asked={asked} onClose={() => setAsked(null)} />}
    </div>
  );
}

/** Heights of the heads and of the feet of the columns. */
const HEAD = 44;
const FOOT = 44;

/** An item in its place: dragged, chosen, opened and estimated where it stands. */

import { useDraggable } from "@dnd-kit/core";
import { ActionIcon, Tooltip } from "@mantine/core";
import {
  type KeyboardEvent,
  type MouseEvent,
  memo,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { useTranslation } from "react-i18next";
import { setField } from "~/commands";
import { outsideOf, workOf } from "~/model/scrum";
import { pointsFrom, pointsText, releaseOf, type Sprint } from "~/model/sprints";
import { statusesOf, statusOf } from "~/model/workflow";
import { useRevision, useSession } from "~/store/react";
import type { ProjectStore } from "~/store/types";
import { number, planRange } from "~/ui/dates";
import { Initials } from "~/ui/Initials";
import { IconAlertTriangle, IconDots } from "~/ui/icons";
import classes from "../Backlog.module.css";
import { ItemMenu } from "./ItemMenu";

export interface RowDeeds {
  readonly open: (id: number) => void;
  readonly choose: (
    id: number,
    event: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean },
  ) => void;
  readonly onKey: (id: number, event: KeyboardEvent) => void;
  /** Whether a row that comes into being shall have the focus; asked once. */
  readonly wants: (id: number) => boolean;
  readonly menu: (id: number | null) => void;
  /** Move what is held one place up or down, over the ends of lists. */
  readonly shift: (id: number, by: -1 | 1) => void;
  /** What is moved where this row is: all that is chosen, or it alone. */
  readonly held: (id: number) => readonly number[];
}

interface RowProps {
  readonly id: number;
  readonly top: number;
  readonly place: number;
  readonly of: number;
  readonly sprint: Sprint | null;
  readonly edits: boolean;
  readonly chosen: boolean;
  readonly dragged: boolean;
  readonly open: boolean;
  readonly menu: boolean;
  readonly deeds: RowDeeds;
}

export const ItemRow = memo(function ItemRow(props: RowProps) {
  const { id, sprint, edits, deeds } = props;
  const { t } = useTranslation("scrum");
  const { store } = useSession();
  useRevision();
  const { setNodeRef, listeners } = useDraggable({ id, disabled: !edits });
  const node = useRef<HTMLElement | null>(null);
  useEffect(() => {
    if (deeds.wants(id)) node.current?.focus({ preventScroll: true });
  }, [deeds, id]);
  const task = store.task(id);
  if (!task) return null;
  const status = statusOf(statusesOf(store), task);
  const done = status?.category === "done";
  const people = namesOf(store, id);
  const points = task.story_points === null ? "" : t("points", { count: task.story_points / 100 });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target === event.currentTarget) deeds.onKey(id, event);
  };
  const onClick = (event: MouseEvent) => {
    if ((event.target as Element).closest("button, input")) return;
    deeds.choose(id, event);
  };
  return (
    <li
      className={classes.slot}
      style={{ top: props.top }}
      aria-posinset={props.place}
      aria-setsize={props.of}
    >
      <div
        ref={(found) => {
          node.current = found;
          setNodeRef(found);
        }}
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is chosen, moved and opened by keys
        tabIndex={0}
        className={classes.row}
        data-item={id}
        data-chosen={props.chosen || undefined}
        data-dragged={props.dragged || undefined}
        data-open={props.open || undefined}
        aria-label={[
          task.name || t("unnamed"),
          status?.name,
          points,
          props.chosen ? t("chosen") : "",
        ]
          .filter(Boolean)
          .join(", ")}
        aria-describedby={edits ? "backlog-how" : undefined}
        {...listeners}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        <ItemFace id={id} sprint={sprint} onOpen={() => deeds.open(id)} />
        <span className={classes.people}>
          {people.slice(0, 3).map((name) => (
            <Initials key={name} name={name} />
          ))}
        </span>
        <span className={classes.hours} title={t("leftTitle")}>
          {done ? "" : t("hours", { hours: number(workOf(store, task).left / 60) })}
        </span>
        <PointsField id={id} points={task.story_points} name={task.name} edits={edits} />
        {edits ? (
          <ItemMenu
            id={id}
            held={deeds.held}
            sprint={sprint}
            opened={props.menu}
            onChange={(opened) => deeds.menu(opened ? id : null)}
            onOpen={() => deeds.open(id)}
            onShift={(by) => deeds.shift(id, by)}
          >
            <ActionIcon
              size={24}
              className={classes.dots}
              aria-label={t("menu", { name: task.name })}
            >
              <IconDots size={15} stroke={1.6} />
            </ActionIcon>
          </ItemMenu>
        ) : (
          <span />
        )}
      </div>
    </li>
  );
});

/** What is seen of an item while it is dragged too. */
export function ItemFace(props: { id: number; sprint: Sprint | null; onOpen?: () => void }) {
  const { id, sprint, onOpen } = props;
  const { t } = useTranslation("scrum");
  const { store } = useSession();
  const task = store.task(id);
  if (!task) return null;
  const status = statusOf(statusesOf(store), task);
  const { key } = store.project;
  const parent = task.parent_id === null ? undefined : store.task(task.parent_id);
  const release = releaseOf(store, id);
  const dates = store.schedule(id);
  const outside = sprint ? outsideOf(store, sprint, task) : null;
  return (
    <>
      <span className={classes.dot} data-category={status?.category} title={status?.name} />
      <span className={classes.number}>
        {task.number ? (key ? `${key}-${task.number}` : `#${task.number}`) : ""}
      </span>
      <span className={classes.what}>
        {onOpen ? (
          <button
            type="button"
            className={classes.name}
            data-done={status?.category === "done" || undefined}
            onClick={onOpen}
            tabIndex={-1}
          >
            <bdi>{task.name || t("unnamed")}</bdi>
          </button>
        ) : (
          <span className={classes.name}>
            <bdi>{task.name || t("unnamed")}</bdi>
          </span>
        )}
        {outside && dates && (
          <span
            className={classes.outside}
            title={t(`outside.${outside}`, { dates: planRange(dates.start, dates.finish) })}
          >
            <IconAlertTriangle size={13} stroke={1.8} aria-hidden />
            <span className={classes.outsideDates}>{planRange(dates.start, dates.finish)}</span>
          </span>
        )}
        {parent && <span className={classes.tag}>{parent.name}</span>}
        {release && (
          <span className={classes.tag} data-kind="release">
            {release.name}
          </span>
        )}
      </span>
    </>
  );
}

/** Story points, typed where they stand. */
function PointsField(props: { id: number; points: number | null; name: string; edits: boolean }) {
  const { id, points, name, edits } = props;
  const { t } = useTranslation("scrum");
  const session = useSession();
  const [wrong, setWrong] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  /** What stood there as one came. */
  const begun = useRef("");
  const shown = pointsText(points);
  // What another says while one types waits until one is through.
  useLayoutEffect(() => {
    if (!field.current || document.activeElement === field.current) return;
    field.current.value = shown;
    setWrong(false);
  }, [shown]);
  if (!edits) return <span className={classes.pointsShown}>{shown || "–"}</span>;
  const commit = (field: HTMLInputElement): void => {
    const found = pointsFrom(field.value);
    const untouched = found !== undefined && field.value === begun.current;
    setWrong(found === undefined);
    if (found === points || untouched) field.value = shown;
    else if (found !== undefined) void setField(session, id, "story_points", found);
  };
  return (
    <Tooltip label={t("pointsWrong")} opened={wrong}>
      <input
        ref={field}
        className={classes.points}
        defaultValue={shown}
        placeholder="–"
        inputMode="decimal"
        maxLength={9}
        autoComplete="off"
        tabIndex={-1}
        aria-label={t("pointsOf", { name })}
        aria-invalid={wrong}
        onFocus={(event) => {
          begun.current = event.currentTarget.value;
          event.currentTarget.select();
        }}
        onBlur={(event) => commit(event.currentTarget)}
        onKeyDown={(event) => {
          event.stopPropagation();
          const row = event.currentTarget.closest<HTMLElement>("[data-item]");
          if (event.key === "Escape") {
            event.currentTarget.value = shown;
            setWrong(false);
            row?.focus();
          } else if (event.key === "Enter") {
            event.preventDefault();
            if (pointsFrom(event.currentTarget.value) === undefined) setWrong(true);
            else row?.focus();
          }
        }}
      />
    </Tooltip>
  );
}

function namesOf(store: ProjectStore, id: number): string[] {
  const rows = store.rows("assignments");
  return (store.index("assignments", "task_id").get(id) ?? []).flatMap(
    (key) => store.rows("resources").get(rows.get(key)?.resource_id ?? 0)?.name ?? [],
  );
}

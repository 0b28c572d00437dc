/** The lanes with their cells; of their cards those that can be seen, and the one being dragged. */

import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { Grouping } from "~/model/grouping";
import type { Status } from "~/model/workflow";
import { type Scrolling, useSeen } from "~/views/moving/scroll";
import classes from "../Board.module.css";
import type { Content } from "../content";
import { cardTop, columnLeft, type Layout, type Slot, seen as seenCards, slotTop } from "../layout";
import { Card, type CardDeeds } from "./Card";
import { LaneHead } from "./LaneHead";

interface LanesProps {
  readonly layout: Layout;
  readonly content: Content;
  /** By what there are lanes; null: none. */
  readonly lanes: Grouping | null;
  readonly unfit: ReadonlySet<number>;
  readonly scrolling: Scrolling;
  /** Of what can be seen of the board. */
  readonly height: number;
  readonly done: Status | undefined;
  readonly openTaskId: number | null;
  readonly deeds: CardDeeds;
  readonly dragged: number | null;
  readonly slot: Slot | null;
  readonly onToggle: (key: string) => void;
}

export const Lanes = memo(function Lanes(props: LanesProps) {
  const { layout, content, lanes, dragged, slot } = props;
  const seen = useSeen(props.scrolling, props.height);
  const { t } = useTranslation("board");
  const { sizes } = layout;
  return layout.lanes.map((lane, place) => {
    const away = lane.top > seen.until || lane.top + lane.height < seen.from;
    const own = content.lanes[place];
    const label = own?.label ?? "";
    return (
      <div
        key={lane.key}
        className={classes.lane}
        style={{ top: lane.top, height: lane.height }}
        data-lane={label || undefined}
      >
        {lanes && own && !away && (
          <LaneHead
            lanes={lanes}
            laneKey={lane.key}
            label={label}
            count={own.count}
            collapsed={lane.collapsed}
            onToggle={() => props.onToggle(lane.key)}
          />
        )}
        {!lane.collapsed &&
          lane.cells.map((cell, column) => {
            const status = content.statuses[column];
            if (!status) return null;
            const held = dragged === null ? -1 : cell.indexOf(dragged);
            if (away && held < 0) return null;
            const { from, to } = seenCards(lane, cell.length, seen.from, seen.until, sizes);
            const places = Array.from({ length: to - from }, (_, at) => from + at);
            // The dragged card stays, however far the board was scrolled: the drag hangs on it.
            if (held >= 0 && (held < from || held >= to)) places.push(held);
            const target = slot?.lane === place && slot.column === column ? slot : null;
            return (
              <ul
                key={status.id}
                className={classes.cell}
                aria-label={label ? t("cell", { column: status.name, lane: label }) : status.name}
                data-column={status.name}
                style={{
                  left: columnLeft(column, sizes),
                  top: lane.body - lane.top,
                  height: lane.height - (lane.body - lane.top),
                }}
              >
                {places.map((at) => {
                  const id = cell[at];
                  return id === undefined ? null : (
                    <Card
                      key={id}
                      id={id}
                      top={cardTop(at, sizes)}
                      place={at}
                      of={cell.length}
                      status={status}
                      done={props.done}
                      inPhase={lanes?.field.key === "parent"}
                      unfit={props.unfit.has(id)}
                      open={props.openTaskId === id}
                      deeds={props.deeds}
                    />
                  );
                })}
                {target && dragged !== null && (
                  <li
                    className={classes.mark}
                    aria-hidden="true"
                    style={{ top: slotTop(layout, target, dragged) }}
                  />
                )}
              </ul>
            );
          })}
        {lane.collapsed && slot?.lane === place && (
          <div
            className={classes.mark}
            style={{
              top: sizes.laneHead - 2,
              left: columnLeft(slot.column, sizes),
              right: "auto",
              width: sizes.column,
            }}
          />
        )}
      </div>
    );
  });
});

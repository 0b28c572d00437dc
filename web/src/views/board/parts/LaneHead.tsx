/** The head of a lane: who or what it is, how many cards it has, folded or not. */

import { useTranslation } from "react-i18next";
import { type Grouping, NO_GROUP } from "~/model/grouping";
import type { Priority } from "~/model/workflow";
import { Initials } from "~/ui/Initials";
import { IconChevronDown, IconChevronRight } from "~/ui/icons";
import classes from "../Board.module.css";
import { PriorityMark } from "./Priority";

export function LaneHead(props: {
  lanes: Grouping;
  laneKey: string;
  label: string;
  count: number;
  collapsed: boolean;
  onToggle: () => void;
}) {
  const { t } = useTranslation("board");
  const { lanes, laneKey, label, collapsed } = props;
  return (
    <div className={classes.laneHead}>
      <button
        type="button"
        className={classes.laneToggle}
        aria-expanded={!collapsed}
        onClick={props.onToggle}
      >
        {collapsed ? (
          <IconChevronRight size={14} stroke={1.8} />
        ) : (
          <IconChevronDown size={14} stroke={1.8} />
        )}
        {lanes.field.kind === "people" && laneKey !== NO_GROUP && (
          <Initials name={label} aria-hidden />
        )}
        {lanes.field.key === "priority" && laneKey !== NO_GROUP && (
          <PriorityMark priority={laneKey as Priority} />
        )}
        <span dir="auto">{label}</span>
        <span className={classes.laneCount} title={t("cards", { count: props.count })}>
          {props.count}
        </span>
      </button>
    </div>
  );
}

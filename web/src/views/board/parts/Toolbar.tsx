/** How one looks at the board: its lanes, and whether what was put away shows. */

import { Button, NativeSelect, SegmentedControl } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Looked } from "~/here/look";
import { useSession } from "~/store/react";
import { FilterBar } from "~/views/filter/FilterBar";
import { type Content, LANES, type LaneKind } from "../content";

export function Toolbar(props: {
  looked: Looked;
  lanes: LaneKind;
  onLanes: (lanes: LaneKind) => void;
  content: Content;
  archived: boolean;
  onArchived: (on: boolean) => void;
  narrow: boolean;
}) {
  const { content, lanes, archived } = props;
  const { t } = useTranslation("board");
  const { store } = useSession();
  const scrum = store.rows("sprints").size > 0;
  const options = LANES.filter((value) => value !== "sprint" || scrum || lanes === value).map(
    (value) => ({ value, label: t(`laneKinds.${value}`) }),
  );
  return (
    <FilterBar
      label={t("tools")}
      looked={props.looked}
      parts={{ kind: "board" }}
      count={content.total}
      total={content.all}
      groups={false}
      sorts={false}
    >
      {(content.archived > 0 || archived) && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          aria-pressed={archived}
          onClick={() => props.onArchived(!archived)}
        >
          {t("showArchived", { count: content.archived })}
        </Button>
      )}
      {store.may("analysis.read") && !props.narrow && (
        <Button
          component={Link}
          to={`/p/${store.projectId}/flow`}
          variant="subtle"
          color="gray"
          size="compact-sm"
        >
          {t("flow")}
        </Button>
      )}
      {props.narrow ? (
        <NativeSelect
          aria-label={t("lanes")}
          value={lanes}
          data={options}
          onChange={(event) => props.onLanes(event.currentTarget.value as LaneKind)}
        />
      ) : (
        <SegmentedControl
          size="xs"
          aria-label={t("lanes")}
          value={lanes}
          data={options}
          onChange={(value) => props.onLanes(value as LaneKind)}
        />
      )}
    </FilterBar>
  );
}

/** How one looks at the board: filter, lanes, order, and whether what was put away shows. */

import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Looked } from "~/here/look";
import { useSession } from "~/store/react";
import { ColourTool } from "~/views/colour/ColourTool";
import { FilterBar } from "~/views/filter/FilterBar";
import type { Content } from "../content";

export function Toolbar(props: {
  looked: Looked;
  content: Content;
  unfit: ReadonlySet<number>;
  archived: boolean;
  onArchived: (on: boolean) => void;
  narrow: boolean;
}) {
  const { content, archived } = props;
  const { t } = useTranslation("board");
  const { store } = useSession();
  return (
    <FilterBar
      label={t("tools")}
      looked={props.looked}
      parts={{ kind: "board" }}
      count={content.total}
      total={content.all}
      unfit={props.unfit}
    >
      <ColourTool />
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
    </FilterBar>
  );
}

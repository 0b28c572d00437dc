/** Somebody asks how far my tasks are: said above the list until it is answered. */

import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useChosenWorkspace } from "~/here/memory";
import { myUpdatesQuery } from "~/pages/updates/query";
import classes from "./MyWorkPage.module.css";

/** Milliseconds between two looks. */
const PAUSE = 15_000;

interface AskedProps {
  readonly workspaceId: number;
  /** The name of the workspace, where there are several. */
  readonly of: string | undefined;
}

export function AskedNotice({ workspaceId, of }: AskedProps) {
  const { t } = useTranslation("my-work");
  const [, setChosen] = useChosenWorkspace();
  const { data } = useQuery({ ...myUpdatesQuery(workspaceId), refetchInterval: PAUSE });
  if (!data?.open) return null;
  const names = [...new Set(data.items.map((asked) => asked.by).filter(Boolean))];
  return (
    <div className={classes.asked} role="status">
      <span>
        {t("asked", { count: data.open, names: names.join(", ") })}
        {of && (
          <>
            {" · "}
            <bdi>{of}</bdi>
          </>
        )}
      </span>
      <Button
        component={Link}
        to="/updates"
        variant="filled"
        size="xs"
        // What is asked is answered a workspace at a time.
        onClick={() => setChosen(workspaceId)}
      >
        {t("answer")}
      </Button>
    </div>
  );
}

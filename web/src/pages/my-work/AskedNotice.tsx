/** Somebody asks how far my tasks are: said above the list until it is answered. */

import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { myUpdatesQuery } from "~/pages/updates/query";
import classes from "./MyWorkPage.module.css";

/** Milliseconds between two looks. */
const PAUSE = 15_000;

export function AskedNotice({ workspaceId }: { workspaceId: number }) {
  const { t } = useTranslation("my-work");
  const { data } = useQuery({ ...myUpdatesQuery(workspaceId), refetchInterval: PAUSE });
  if (!data?.open) return null;
  const names = [...new Set(data.items.map((asked) => asked.by).filter(Boolean))];
  return (
    <div className={classes.asked} role="status">
      <span>{t("asked", { count: data.open, names: names.join(", ") })}</span>
      <Button component={Link} to="/updates" variant="filled" size="xs">
        {t("answer")}
      </Button>
    </div>
  );
}

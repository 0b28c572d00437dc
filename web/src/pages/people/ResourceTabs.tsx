/** People and calendars are two sides of one place. */

import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import classes from "./PeoplePage.module.css";

export function ResourceTabs({ workspaceId }: { workspaceId: number }) {
  const { t } = useTranslation("people");
  const params = { workspaceId: String(workspaceId) };
  return (
    <nav className={classes.tabs} aria-label={t("tabs")}>
      <Link to="/w/$workspaceId/people" params={params} className={classes.tab}>
        {t("title")}
      </Link>
      <Link to="/w/$workspaceId/calendars" params={params} className={classes.tab}>
        {t("calendars")}
      </Link>
    </nav>
  );
}

/** What surrounds every page: the skip link, and a voice that says which page came up. */

import { Outlet, useRouterState } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./Root.module.css";

export function Root() {
  const { t } = useTranslation("shell");
  return (
    <>
      <a className={classes.skip} href="#main">
        {t("skip")}
      </a>
      <Outlet />
      <Announcer />
    </>
  );
}

/** Tells screen readers the title of a page that was opened without loading the document. */
function Announcer() {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname ?? "" });
  const [said, say] = useState("");
  useEffect(() => {
    if (!path) return;
    const timer = setTimeout(() => say(document.title), 400);
    return () => clearTimeout(timer);
  }, [path]);
  return (
    <div className="hw-hidden" aria-live="polite" aria-atomic="true">
      {said}
    </div>
  );
}

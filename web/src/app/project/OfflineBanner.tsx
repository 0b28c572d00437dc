/** Says that one is offline and what waits. */

import { useTranslation } from "react-i18next";
import { useSessionState } from "~/store/react";
import { IconWifiOff } from "~/ui/icons";
import classes from "./OfflineBanner.module.css";

export function OfflineBanner() {
  const { t } = useTranslation("shell");
  const offline = useSessionState((session) => session.connection() === "offline");
  const pending = useSessionState((session) => session.pending());
  if (!offline) return null;
  return (
    <div className={classes.banner} role="status">
      <IconWifiOff size={16} stroke={1.8} />
      <span>
        {t("project.offlineBanner")}{" "}
        {pending > 0 && <strong>{t("project.offlinePending", { count: pending })}</strong>}
      </span>
    </div>
  );
}

/** How the connection stands: nothing while all is well, a word while something is under way. */

import { useDebouncedValue } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { useSessionState } from "~/store/react";
import { IconWifiOff } from "~/ui/icons";
import classes from "./Connection.module.css";

/** Shorter than this nobody needs to know. */
const QUIET = 600;

export function Connection() {
  const { t } = useTranslation("shell");
  const connection = useSessionState((session) => session.connection());
  const pending = useSessionState((session) => session.pending());
  const [settled] = useDebouncedValue(connection, QUIET);
  const [saving] = useDebouncedValue(pending > 0, QUIET);
  const state = connection === "live" ? "live" : settled;
  const words =
    state === "offline"
      ? t("project.offline")
      : state === "connecting"
        ? t("project.connecting")
        : saving && pending > 0
          ? t("project.saving", { count: pending })
          : "";
  return (
    <span
      className={classes.state}
      role="status"
      data-connection={connection}
      data-pending={pending}
      data-testid="connection"
    >
      {state === "offline" && <IconWifiOff size={16} stroke={1.6} />}
      {words}
    </span>
  );
}

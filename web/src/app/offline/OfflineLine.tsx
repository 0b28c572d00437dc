/** One line that says that one is offline, what is kept here, and what needs a decision. */

import { Button } from "@mantine/core";
import { Suspense, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAway, useKept } from "~/here/kept";
import { useSessionState } from "~/store/react";
import { withWords } from "~/text/late";
import { instant } from "~/ui/dates";
import { IconAlertTriangle, IconWifiOff } from "~/ui/icons";
import { lateDialog } from "~/ui/Late";
import classes from "./OfflineLine.module.css";

export const KeptDialog = lateDialog(
  withWords(["offline"], () => import("~/app/offline/KeptDialog")),
  "KeptDialog",
);

const LeaveDialog = lateDialog(
  withWords(["offline"], () => import("~/app/offline/LeaveDialog")),
  "LeaveDialog",
);

/** Of the open project. */
export function ProjectOfflineLine() {
  const offline = useSessionState((session) => session.connection() === "offline");
  const pending = useSessionState((session) => session.pending());
  const asOf = useSessionState((session) => session.asOf);
  return <Line offline={offline} pending={pending} asOf={asOf} />;
}

/** Of pages that are not one open project. */
export function PageOfflineLine() {
  const offline = useAway();
  const { all } = useKept();
  const pending = all.filter((one) => !one.refused && !one.clash).length;
  return <Line offline={offline} pending={pending} asOf={null} />;
}

function Line(props: { offline: boolean; pending: number; asOf: number | null }) {
  const { t } = useTranslation("shell");
  const { offline, pending, asOf } = props;
  const { all, leaving } = useKept();
  const [open, setOpen] = useState(false);
  const wanting = all.filter((one) => one.refused || one.clash).length;
  useEffect(() => {
    // Without a network it could not be fetched any more.
    if (pending + wanting > 0) void KeptDialog.preload().catch(() => undefined);
  }, [pending, wanting]);
  const shown = offline || asOf !== null || wanting > 0;
  const line = useRef<HTMLDivElement>(null);
  // On a phone the task panel fills the screen, but for this line.
  useLayoutEffect(() => {
    document.documentElement.style.setProperty("--hw-line", `${line.current?.offsetHeight ?? 0}px`);
  });
  const Icon = offline ? IconWifiOff : IconAlertTriangle;
  return (
    <>
      {shown && (
        <div className={classes.line} ref={line}>
          <Icon size={16} stroke={1.8} />
          <div className={classes.words} role="status">
            {offline && t("project.offlineKept", { count: pending })}
            {asOf !== null && (
              <span>
                {offline && " · "}
                {t("project.offlineAsOf", { when: instant(new Date(asOf).toISOString()) })}
              </span>
            )}
            {wanting > 0 && (
              <strong>
                {(offline || asOf !== null) && " · "}
                {t("project.notTaken", { count: wanting })}
              </strong>
            )}
          </div>
          {pending + wanting > 0 && (
            <Button size="compact-sm" onClick={() => setOpen(true)}>
              {t("project.offlineList")}
            </Button>
          )}
        </div>
      )}
      {open && (
        <Suspense>
          <KeptDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
      {leaving && (
        <Suspense>
          <LeaveDialog />
        </Suspense>
      )}
    </>
  );
}

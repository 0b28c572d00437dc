/** The Gantt at its address. */

import { useMediaQuery } from "@mantine/hooks";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { usePanel, useRevealed } from "~/here/panel";
import { useHere } from "~/here/presence";
import { useHeld } from "~/here/preview";
import { useSession, useStore } from "~/store/react";
import { lateDialog } from "~/ui/Late";
import { useTitle } from "~/ui/title";
import { ColourScope } from "~/views/colour/scope";
import { GanttView } from "~/views/gantt/View";
import { HeldProposal, useHeldDates } from "./HeldProposal";
import classes from "./ProjectFrame.module.css";

const PhoneAdd = lateDialog(() => import("~/app/project/PhoneAdd"), "PhoneAdd");

export function GanttRoute() {
  const { t } = useTranslation("shell");
  const phone = useMediaQuery("(max-width: 48em)");
  const panel = usePanel();
  const revealed = useRevealed();
  useTitle(
    t("project.views.gantt"),
    useStore((store) => store.project.name),
  );
  useHere("gantt", panel.task);
  const held = useHeld(useSession().store.projectId);
  const proposed = useHeldDates(held);
  return (
    <div className={classes.plan}>
      {held && <HeldProposal held={held} />}
      <ColourScope>
        <GanttView
          onOpenTask={panel.open}
          openTaskId={panel.task}
          reveal={revealed}
          proposed={proposed}
        />
      </ColourScope>
      {phone && (
        <Suspense>
          <PhoneAdd />
        </Suspense>
      )}
    </div>
  );
}

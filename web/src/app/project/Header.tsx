/** The project's header: two thin lines, facts above and views below. */

import { ActionIcon, Button, Menu, Tooltip, UnstyledButton } from "@mantine/core";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { exportProject } from "~/here/export";
import { useWish } from "~/here/intents";
import { usePreview } from "~/here/preview";
import { figures, finishWith, sameFigures } from "~/model/figures";
import { useSession, useSessionState, useStore } from "~/store/react";
import { planDate, planMoment } from "~/ui/dates";
import { IconArrowBackUp, IconArrowForwardUp, IconDots, IconShare } from "~/ui/icons";
import { withKeys } from "~/ui/keyNames";
import { lateDialog } from "~/ui/Late";
import { Connection } from "./Connection";
import { FinishLine } from "./FinishLine";
import classes from "./Header.module.css";
import { useUndo } from "./keys";
import { People } from "./People";
import { ProjectName } from "./ProjectName";
import { Tabs } from "./Tabs";

const route = getRouteApi("/frame/p/$projectId");
const ShareDialog = lateDialog(
  () => import("./ShareDialog"),
  "ShareDialog",
  (props) => props.onClose(),
);

export function Header() {
  const { t } = useTranslation("shell");
  const [sharing, setSharing] = useState(false);
  const [why, setWhy] = useState(false);
  const known = useStore(figures, sameFigures);
  const scenario = useStore((store) => store.parentId !== null);
  useWish("share", () => setSharing(true));
  return (
    <header className={classes.header}>
      <div className={classes.line}>
        <ProjectName />
        <FinishLine figures={known} open={why} onOpen={setWhy} />
        <dl className={classes.facts}>
          {known.start !== null && (
            <div data-fact="start">
              <dt>{t("project.start")}</dt>
              <dd className="hw-num" title={planMoment(known.start)}>
                {planDate(known.start)}
              </dd>
            </div>
          )}
          {known.finish !== null && (
            <div data-fact="finish">
              <dt>{t("project.finish")}</dt>
              <Finish now={known.finish} why={why} onWhy={known.tasks > 0 ? setWhy : null} />
            </div>
          )}
          <div data-fact="done">
            <dt className="hw-hidden">{t("project.doneLabel", { percent: known.percent })}</dt>
            <dd className="hw-num" aria-hidden>
              <span className={classes.meter}>
                <span style={{ width: `${known.percent}%` }} />
              </span>
              {t("project.done", { percent: known.percent })}
            </dd>
          </div>
        </dl>
        <span className={classes.space} />
        <Connection />
        <People />
        {!scenario && (
          <Button
            leftSection={<IconShare size={16} stroke={1.6} />}
            onClick={() => setSharing(true)}
            className={classes.share}
          >
            {t("project.share")}
          </Button>
        )}
      </div>
      <div className={classes.line}>
        <Tabs />
        <span className={classes.space} />
        <UndoButtons />
        <More onShare={() => setSharing(true)} />
      </div>
      {sharing && (
        <Suspense>
          <ShareDialog onClose={() => setSharing(false)} />
        </Suspense>
      )}
    </header>
  );
}

interface FinishProps {
  readonly now: number;
  /** Whether the chain of why is open. */
  readonly why: boolean;
  /** Null where there is nothing to explain. */
  readonly onWhy: ((open: boolean) => void) | null;
}

/** The finish, which tells why; while something is dragged, where it would go, beside where it is. */
function Finish({ now, why, onWhy }: FinishProps) {
  const { t } = useTranslation("shell");
  const { store } = useSession();
  const dates = usePreview();
  const then = (dates && finishWith(store, dates)) ?? now;
  const date = planDate(now);
  const words =
    then === now ? (
      date
    ) : (
      <>
        <s className={classes.was}>{date}</s> <span className={classes.then}>{planDate(then)}</span>
      </>
    );
  return (
    <dd className="hw-num" title={planMoment(now)} data-testid="project-finish">
      {onWhy ? (
        <UnstyledButton
          className={classes.asks}
          aria-label={then === now ? t("project.finishWhy", { date }) : undefined}
          aria-haspopup="dialog"
          aria-expanded={why}
          onClick={() => onWhy(!why)}
        >
          {words}
        </UnstyledButton>
      ) : (
        words
      )}
    </dd>
  );
}

function UndoButtons() {
  const { t } = useTranslation("shell");
  const { undo, redo } = useUndo();
  const canUndo = useSessionState((session) => session.canUndo);
  const canRedo = useSessionState((session) => session.canRedo);
  const edits = useStore((store) => store.may("plan.edit") || store.may("plan.progress"));
  if (!edits) return null;
  return (
    <div className={classes.undo} data-hint="undo">
      <Tooltip label={canUndo ? withKeys(t("project.undo"), "Ctrl+Z") : t("project.nothingUndo")}>
        <ActionIcon aria-label={t("project.undo")} aria-disabled={!canUndo} onClick={undo}>
          <IconArrowBackUp size={18} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
      <Tooltip
        label={canRedo ? withKeys(t("project.redo"), "Ctrl+Shift+Z") : t("project.nothingRedo")}
      >
        <ActionIcon aria-label={t("project.redo")} aria-disabled={!canRedo} onClick={redo}>
          <IconArrowForwardUp size={18} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

function More({ onShare }: { onShare: () => void }) {
  const { t } = useTranslation("shell");
  const { projectId } = route.useParams();
  const edits = useStore((store) => store.may("plan.edit"));
  const id = Number(projectId);
  return (
    <Menu width={260}>
      <Menu.Target>
        <ActionIcon aria-label={t("project.more")}>
          <IconDots size={18} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => exportProject(id, "mspdi")}>
          {t("palette.do.exportMspdi")}
        </Menu.Item>
        <Menu.Item onClick={() => exportProject(id, "xlsx")}>
          {t("palette.do.exportXlsx")}
        </Menu.Item>
        <Menu.Item onClick={() => exportProject(id, "csv")}>{t("palette.do.exportCsv")}</Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={onShare} className={classes.phoneOnly}>
          {t("project.share")}
        </Menu.Item>
        {edits && (
          <Menu.Item component={Link} to={`/p/${projectId}/settings`}>
            {t("project.views.settings")}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

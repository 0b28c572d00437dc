/** Everything of one task, over the right of any view. */

import { ActionIcon, Menu } from "@mantine/core";
import { type KeyboardEvent, Suspense, useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { deleteTasks, renameTask, setActive, setMilestone } from "~/commands";
import { mayTakeFocus, useReveal } from "~/here/panel";
import { useSession, useStore } from "~/store/react";
import { seenAt } from "~/store/seen";
import { withWords } from "~/text/late";
import { IconDots, IconLink, IconX } from "~/ui/icons";
import { lateDialog } from "~/ui/Late";
import { SavedInput } from "~/ui/SavedInput";
import { Skeleton } from "~/ui/Skeleton";
import { toasts } from "~/ui/toasts";
import { BaselinePart } from "./BaselinePart";
import { BoardPart } from "./BoardPart";
import { CostPart } from "./CostPart";
import { DatesPart } from "./DatesPart";
import { EstimatePart } from "./EstimatePart";
import { FieldsPart } from "./FieldsPart";
import { HistoryPart } from "./HistoryPart";
import { LinksPart } from "./LinksPart";
import { PeoplePart } from "./PeoplePart";
import { ProgressPart } from "./ProgressPart";
import { ScopePart } from "./ScopePart";
import classes from "./TaskPanel.module.css";

const DescriptionPart = lateDialog(
  withWords(["description"], () => import("./description/DescriptionPart")),
  "DescriptionPart",
);
const AttentionPart = lateDialog(
  withWords(["attention"], () => import("./attention/AttentionPart")),
  "AttentionPart",
);
const Details = lateDialog(
  withWords(["details"], () => import("./details/Details")),
  "Details",
);

const ScrumPart = lateDialog(
  withWords(["scrum"], () => import("./ScrumPart")),
  "ScrumPart",
);
// They are fetched side by side, not one after another.
for (const part of [DescriptionPart, AttentionPart, Details]) void part.preload();

export function TaskPanel(props: {
  id: number;
  onClose: () => void;
  onOpenTask: (id: number) => void;
}) {
  const { t } = useTranslation("task");
  const { id, onOpenTask } = props;
  const session = useSession();
  const task = useStore((store) => store.task(id));
  const edits = useStore((store) => store.may("plan.edit"));
  const scrum = useStore((store) => store.rows("sprints").size + store.rows("releases").size > 0);
  const panel = useRef<HTMLElement>(null);

  // Before it can be seen, so that nothing typed into it loses the focus.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another task takes the focus anew
  useLayoutEffect(() => {
    if (mayTakeFocus()) panel.current?.focus({ preventScroll: true });
  }, [id]);

  if (!task) return null;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    props.onClose();
  };

  return (
    <aside
      ref={panel}
      className={classes.panel}
      aria-label={t("panel", { name: task.name || t("unnamed") })}
      tabIndex={-1}
      data-task-panel
      data-focus-quietly
      onKeyDown={onKeyDown}
    >
      <Head id={id} edits={edits} onClose={props.onClose} onOpenTask={onOpenTask} />
      <div className={classes.body}>
        <SavedInput
          label={t("name")}
          value={task.name}
          maxLength={1000}
          disabled={!edits}
          onSave={(name, seen) => void renameTask(seenAt(session, seen), id, name)}
        />
        <BoardPart id={id} edits={edits} />
        {/* All of it comes at once: what came later would push away what one has begun to use. */}
        <Suspense fallback={<Skeleton rows={10} />}>
          <DescriptionPart id={id} edits={edits} />
          <AttentionPart id={id} onOpenTask={onOpenTask} />
          <Details id={id} edits={edits} onOpenTask={onOpenTask} />
          {scrum && <ScrumPart id={id} edits={edits} />}
          <DatesPart id={id} edits={edits} />
          <ProgressPart id={id} />
          <LinksPart id={id} edits={edits} onOpenTask={onOpenTask} />
          <PeoplePart id={id} edits={edits} />
          <EstimatePart id={id} edits={edits} />
          <CostPart id={id} />
          <ScopePart id={id} edits={edits} />
          <FieldsPart id={id} edits={edits} />
          <BaselinePart id={id} />
          <HistoryPart id={id} />
        </Suspense>
      </div>
    </aside>
  );
}

function Head(props: {
  id: number;
  edits: boolean;
  onClose: () => void;
  onOpenTask: (id: number) => void;
}) {
  const { t } = useTranslation("task");
  const { id } = props;
  const session = useSession();
  const task = useStore((store) => store.task(id));
  const line = useStore((store) => store.outlineLine(id));
  const key = useStore((store) => store.project.key);
  const parent = useStore((store) => {
    const above = store.task(id)?.parent_id;
    return above ? store.task(above) : undefined;
  });
  const reveal = useReveal();
  if (!task) return null;

  const share = async () => {
    await navigator.clipboard.writeText(window.location.href);
    toasts.show({ tone: "quiet", text: t("linkCopied") });
  };
  return (
    <div className={classes.head}>
      <h2 className={classes.number}>
        {key && task.number ? (
          <>
            <bdi>{key}</bdi>-{task.number}
          </>
        ) : (
          (line?.wbs ?? t("task"))
        )}
      </h2>
      {parent && (
        <button
          type="button"
          className={classes.parent}
          onClick={() => props.onOpenTask(parent.id)}
          aria-label={t("openParent", { name: parent.name })}
        >
          {parent.name}
        </button>
      )}
      <span className={classes.space} />
      <ActionIcon aria-label={t("copyLink")} onClick={() => void share()}>
        <IconLink size={17} stroke={1.6} />
      </ActionIcon>
      <Menu>
        <Menu.Target>
          <ActionIcon aria-label={t("more")}>
            <IconDots size={17} stroke={1.6} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => reveal(id)}>{t("show")}</Menu.Item>
          {props.edits && (
            <>
              {!line?.hasChildren && (
                <Menu.Item onClick={() => void setMilestone(session, id, !task.milestone)}>
                  {t(task.milestone ? "noMilestone" : "makeMilestone")}
                </Menu.Item>
              )}
              <Menu.Item onClick={() => void setActive(session, id, !task.active)}>
                {t(task.active ? "deactivate" : "activate")}
              </Menu.Item>
              <Menu.Divider />
              <Menu.Item
                color="red"
                onClick={() => {
                  props.onClose();
                  void deleteTasks(session, id);
                }}
              >
                {t("delete")}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <ActionIcon aria-label={t("close")} onClick={props.onClose}>
        <IconX size={18} stroke={1.6} />
      </ActionIcon>
    </div>
  );
}

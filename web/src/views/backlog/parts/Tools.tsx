/** Tools of the backlog: what it shows, where else one goes from it, a new sprint. */

import { ActionIcon, Button, Menu, NativeSelect } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { updateProject } from "~/commands";
import { allSprints } from "~/model/scrum";
import { useSession } from "~/store/react";
import type { ProjectSession } from "~/store/types";
import { IconDots, IconPlus } from "~/ui/icons";
import classes from "../Backlog.module.css";

interface ToolsProps {
  readonly phone: boolean;
  readonly edits: boolean;
  /** Drawn once a revision of the plan. */
  readonly revision: number;
  /** Whether a sprint is under way. */
  readonly running: boolean;
  readonly onBoard: () => void;
  readonly onNew: () => void;
}

/** Where there is little room, a menu holds what is rarely wanted. */
export function Tools(props: ToolsProps) {
  return props.phone ? <Few {...props} /> : <All {...props} />;
}

function All({ edits, revision, running, onBoard, onNew }: ToolsProps) {
  const { t } = useTranslation("scrum");
  const { store } = useSession();
  return (
    <>
      <Scope edits={edits} revision={revision} />
      {running && (
        <Button size="compact-sm" variant="subtle" color="gray" onClick={onBoard}>
          {t("board")}
        </Button>
      )}
      {allSprints(store).some((one) => one.state !== "planned") && (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          component={Link}
          to={`/p/${store.projectId}/sprints`}
        >
          {t("reports")}
        </Button>
      )}
      {edits && (
        <Button size="compact-sm" leftSection={<IconPlus size={14} stroke={1.8} />} onClick={onNew}>
          {t("newSprint")}
        </Button>
      )}
    </>
  );
}

function Few({ edits, running, onBoard, onNew }: ToolsProps) {
  const { t } = useTranslation("scrum");
  const session = useSession();
  const { store } = session;
  const reports = allSprints(store).some((one) => one.state !== "planned");
  const scopes = edits ? scopesOf(session) : [];
  return (
    <>
      {edits && (
        <ActionIcon variant="default" size={30} aria-label={t("newSprint")} onClick={onNew}>
          <IconPlus size={16} stroke={1.8} />
        </ActionIcon>
      )}
      {(running || reports || scopes.length > 0) && (
        <Menu position="bottom-end" width={260}>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size={30} aria-label={t("moreTools")}>
              <IconDots size={18} stroke={1.6} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown className={classes.tools}>
            {running && <Menu.Item onClick={onBoard}>{t("board")}</Menu.Item>}
            {reports && (
              <Menu.Item component={Link} to={`/p/${store.projectId}/sprints`}>
                {t("reports")}
              </Menu.Item>
            )}
            {scopes.length > 0 && (
              <>
                {(running || reports) && <Menu.Divider />}
                <Menu.Label>{t("scope")}</Menu.Label>
                <Menu.RadioGroup
                  value={String(store.project.backlog_id ?? "")}
                  onChange={(value) => chooseScope(session, value)}
                >
                  {[{ value: "", label: t("wholePlan") }, ...scopes].map((one) => (
                    <Menu.RadioItem key={one.value} value={one.value}>
                      {one.label}
                    </Menu.RadioItem>
                  ))}
                </Menu.RadioGroup>
              </>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}

/** Which part of the plan is the product backlog: a phase of it, or all. */
const Scope = memo(function Scope({ edits }: { edits: boolean; revision: number }) {
  const { t } = useTranslation("scrum");
  const session = useSession();
  const top = session.store.project.backlog_id;
  const scopes = scopesOf(session);
  if (!edits || (scopes.length === 0 && top === null)) return null;
  return (
    <NativeSelect
      size="xs"
      aria-label={t("scope")}
      value={String(top ?? "")}
      data={[{ value: "", label: t("wholePlan") }, ...scopes]}
      onChange={(event) => chooseScope(session, event.currentTarget.value)}
    />
  );
});

function scopesOf({ store }: ProjectSession): { value: string; label: string }[] {
  return store
    .outline()
    .filter((line) => line.hasChildren)
    .map((line) => ({
      value: String(line.id),
      label: `${"\u2007".repeat(line.level)}${store.task(line.id)?.name ?? ""}`,
    }));
}

function chooseScope(session: ProjectSession, value: string): void {
  void updateProject(session, { backlog_id: value === "" ? null : Number(value) });
}

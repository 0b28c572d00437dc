/** What the palette offers: places, deeds, projects, and the tasks of the open project. */

import { useMantineColorScheme } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { exportProject } from "~/here/export";
import { wish } from "~/here/intents";
import { hasFilterBar } from "~/here/look";
import { CREATES, signOut, useMe, useWorkspace } from "~/here/me";
import { useChosenWorkspace } from "~/here/memory";
import { useOpenProject } from "~/here/openProject";
import { projectsQuery } from "~/here/queries";
import { selectedTasks } from "~/here/selection";
import { lookSearch } from "~/model/look";
import type { TaskRow } from "~/protocol/tables.generated";
import { planDate } from "~/ui/dates";
import { keyNames } from "~/ui/keyNames";
import { extraViews } from "../project/extraViews";
import { type Target, target } from "./fuzzy";

export interface Entry {
  key: string;
  group: "go" | "do" | "projects" | "views" | "tasks" | "everywhere";
  label: string;
  hint?: string | undefined;
  target: Target;
  run: () => void;
}

type Deed = [name: string, run: () => void, hint?: string];

const mac = navigator.platform.startsWith("Mac");

export function useEntries(onHelp: () => void): readonly Entry[] {
  const { t } = useTranslation("shell");
  const navigate = useNavigate();
  const { setColorScheme } = useMantineColorScheme();
  const open = useOpenProject();
  const workspace = useWorkspace();
  const { workspaces } = useMe();
  const [, choose] = useChosenWorkspace();
  const { data: projects } = useSuspenseQuery(projectsQuery);

  return useMemo(() => {
    const go: Deed[] = [];
    const act: Deed[] = [];
    if (open) {
      const params = { projectId: String(open.store.projectId) };
      const edits = open.store.may("plan.edit");
      go.push(
        ["overview", () => void navigate({ to: "/p/$projectId/overview", params }), "Alt 1"],
        [
          "gantt",
          () => void navigate({ to: "/p/$projectId/gantt", params, search: lookSearch }),
          "Alt 2",
        ],
        [
          "board",
          () => void navigate({ to: "/p/$projectId/board", params, search: lookSearch }),
          "Alt 3",
        ],
        [
          "sheet",
          () => void navigate({ to: "/p/$projectId/sheet", params, search: lookSearch }),
          "Alt 4",
        ],
      );
      for (const { name } of extraViews(open.store)) {
        const to = `/p/$projectId/${name}` as "/p/$projectId/gantt";
        go.push([name, () => void navigate({ to, params, search: lookSearch })]);
      }
      const chosen = selectedTasks(open.store.projectId);
      if (chosen.length && (edits || open.store.may("plan.progress"))) {
        act.push(["bulkEdit", () => wish("bulkEdit", chosen), "Shift F2"]);
      }
      if (edits) {
        go.push(["projectSettings", () => void navigate({ to: "/p/$projectId/settings", params })]);
        act.push(["addTask", () => wish("addTask", "")]);
        act.push(["recur", () => wish("recur", null)]);
        act.push(["insertTemplate", () => wish("insertTemplate", undefined)]);
        act.push(["saveTemplate", () => wish("saveTemplate", null)]);
        if (chosen.length) act.push(["saveBranch", () => wish("saveTemplate", chosen)]);
        act.push(["fields", () => wish("fields", undefined)]);
        act.push(["types", () => wish("types", undefined)]);
      }
      if (hasFilterBar()) {
        act.push(
          ["findText", () => wish("findText", undefined), mac ? "⌘F" : "Ctrl F"],
          ["addFilter", () => wish("addFilter", undefined), mac ? "⇧⌘F" : "Ctrl Shift F"],
          ["groupBy", () => wish("groupBy", undefined)],
          ["sortBy", () => wish("sortBy", undefined)],
          ["clearFilters", () => wish("clearFilters", undefined)],
          ["saveView", () => wish("saveView", undefined)],
        );
        if (/\/(gantt|sheet)$/.test(window.location.pathname)) {
          act.push(["freezeColumn", () => wish("freezeColumn", undefined)]);
        }
      }
      if (open.canUndo) act.push(["undo", () => wish("undo", undefined), mac ? "⌘Z" : "Ctrl Z"]);
      if (open.canRedo)
        act.push(["redo", () => wish("redo", undefined), mac ? "⇧⌘Z" : "Ctrl Shift Z"]);
      act.push(["why", () => wish("why", undefined)]);
      if (open.store.may("analysis.read")) act.push(["path", () => wish("path", null)]);
      if (edits) {
        act.push(
          ["baseline", () => wish("baseline", undefined)],
          ["baselines", () => wish("saveBaseline", null)],
          ["moveUnfinished", () => wish("moveUnfinished", undefined)],
        );
        if (open.store.may("analysis.read")) {
          act.push(["confidence", () => wish("confidence", null)]);
        }
      }
      act.push(
        ["share", () => wish("share", undefined)],
        ...(/\/gantt$/.test(window.location.pathname)
          ? [["print", () => wish("print", undefined)] as Deed]
          : []),
        ["exportMspdi", () => exportProject(open.store.projectId, "mspdi")],
        ["exportXlsx", () => exportProject(open.store.projectId, "xlsx")],
        ["exportCsv", () => exportProject(open.store.projectId, "csv")],
      );
    }
    go.push(["inbox", () => void navigate({ to: "/inbox" })]);
    go.push(["search", () => void navigate({ to: "/search" })]);
    go.push(["updates", () => void navigate({ to: "/updates" })]);
    if (projects.length > 1) go.push(["roadmaps", () => void navigate({ to: "/roadmap" })]);
    go.push(["myWork", () => void navigate({ to: "/my-work" })]);
    go.push(["projects", () => void navigate({ to: "/" })]);
    if (workspace && CREATES.has(workspace.role)) {
      go.push(
        ["new", () => void navigate({ to: "/new" })],
        ["import", () => void navigate({ to: "/import" })],
      );
    }
    if (workspace && workspace.role !== "guest") {
      const params = { workspaceId: String(workspace.id) };
      if (CREATES.has(workspace.role)) {
        go.push(["templates", () => void navigate({ to: "/w/$workspaceId/templates", params })]);
      }
      go.push(
        ["people", () => void navigate({ to: "/w/$workspaceId/people", params })],
        ["calendars", () => void navigate({ to: "/w/$workspaceId/calendars", params })],
        ["workspace", () => void navigate({ to: "/w/$workspaceId/settings", params })],
      );
    }
    go.push(["settings", () => void navigate({ to: "/settings" })]);
    act.push(
      ["light", () => setColorScheme("light")],
      ["dark", () => setColorScheme("dark")],
      ["auto", () => setColorScheme("auto")],
      ["shortcuts", onHelp, "?"],
      ["signOut", () => void signOut()],
    );
    const elsewhere = workspaces.filter((one) => one.id !== workspace?.id);
    const entry =
      (group: "go" | "do") =>
      ([name, run, hint]: Deed): Entry => {
        const label = t(`palette.${group}.${name}`);
        return {
          key: `${group}-${name}`,
          group,
          label,
          hint: hint && keyNames(hint),
          target: target(label),
          run,
        };
      };
    return [
      ...act.slice(0, open ? -5 : 0).map(entry("do")),
      ...go.map(entry("go")),
      ...elsewhere.map(({ id, name }): Entry => {
        const label = t("palette.go.otherWorkspace", { name });
        const run = () => {
          choose(id);
          void navigate({ to: "/" });
        };
        return { key: `workspace-${id}`, group: "go", label, target: target(label), run };
      }),
      ...projects.map(
        (project): Entry => ({
          key: `project-${project.id}`,
          group: "projects",
          label: project.name,
          hint: project.key,
          target: target(project.name),
          run: () =>
            void navigate({
              to: "/p/$projectId/gantt",
              params: { projectId: String(project.id) },
            }),
        }),
      ),
      ...act.slice(open ? -5 : 0).map(entry("do")),
    ];
  }, [open, workspace, workspaces, choose, projects, navigate, setColorScheme, onHelp, t]);
}

const targets = new WeakMap<TaskRow, Target>();

/** The open project's tasks; folded names are kept a row, which is a new object when it changes. */
export function useTaskEntries(): readonly Entry[] {
  const open = useOpenProject();
  return useMemo(() => {
    if (!open) return [];
    const { store } = open;
    const found: Entry[] = [];
    for (const line of store.outline()) {
      const task = store.task(line.id);
      if (!task) continue;
      let kept = targets.get(task);
      if (!kept) {
        kept = target(task.name);
        targets.set(task, kept);
      }
      found.push({
        key: `task-${line.id}`,
        group: "tasks",
        label: task.name,
        get hint() {
          const dates = store.schedule(line.id);
          return [line.wbs, dates && planDate(dates.start)].filter(Boolean).join(" · ");
        },
        target: kept,
        run: () => wish("task", line.id),
      });
    }
    return found;
  }, [open]);
}

/** The navigation: at the left on a desk, at the bottom on a phone. Only what the role may use. */

import { Menu, Tooltip, UnstyledButton, useMantineColorScheme } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import { unreadQuery } from "~/here/inbox";
import { CREATES, signOut, useMe, useProjectsOf, useWorkspace } from "~/here/me";
import { useChosenWorkspace, useNavigationNarrow } from "~/here/memory";
import {
  IconCheck,
  IconFolders,
  IconInbox,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconListCheck,
  IconPlus,
  IconSearch,
  IconSelector,
  IconSettings,
  IconUser,
  IconUsers,
} from "~/ui/icons";
import { keyNames } from "~/ui/keyNames";
import classes from "./Navigation.module.css";

type Icon = ComponentType<{ size?: number; stroke?: number }>;
const MOST_PROJECTS = 15;
const mac = navigator.platform.startsWith("Mac");

export function Navigation(props: { onPalette: () => void; onHelp: () => void }) {
  const { t } = useTranslation("shell");
  const [narrow, setNarrow] = useNavigationNarrow();
  const workspace = useWorkspace();
  const projects = useProjectsOf(workspace?.id).filter((project) => !project.archived);
  const member = workspace !== undefined && workspace.role !== "guest";
  const params = { workspaceId: String(workspace?.id ?? 0) };
  return (
    <nav
      className={classes.navigation}
      data-narrow={narrow || undefined}
      aria-label={t("nav.label")}
    >
      <WorkspaceMenu />
      <ul className={classes.list}>
        <li>
          <Item to="/search" icon={IconSearch} label={t("nav.search")} narrow={narrow} />
        </li>
        <li>
          <InboxItem narrow={narrow} />
        </li>
        <li>
          <Item to="/my-work" icon={IconListCheck} label={t("nav.myWork")} narrow={narrow} />
        </li>
        <li>
          <Item to="/" exact icon={IconFolders} label={t("nav.projects")} narrow={narrow} />
          {!narrow && (
            <ul className={classes.projects}>
              {projects.slice(0, MOST_PROJECTS).map((project) => (
                <li key={project.id}>
                  <Link
                    to="/p/$projectId/gantt"
                    params={{ projectId: String(project.id) }}
                    className={classes.project}
                    activeOptions={{ exact: false }}
                    title={project.name}
                  >
                    {project.name}
                  </Link>
                </li>
              ))}
              {workspace && CREATES.has(workspace.role) && (
                <li>
                  <Link to="/new" className={classes.project}>
                    <IconPlus size={14} stroke={1.8} />
                    {t("nav.newProject")}
                  </Link>
                </li>
              )}
            </ul>
          )}
        </li>
        {member && (
          <li>
            <Item
              to="/w/$workspaceId/people"
              params={params}
              icon={IconUsers}
              label={t("nav.resources")}
              narrow={narrow}
            />
          </li>
        )}
        <li>
          <Item to="/settings" icon={IconSettings} label={t("nav.settings")} narrow={narrow} />
        </li>
      </ul>
      <div className={classes.foot}>
        <AccountMenu narrow={narrow} {...props} />
        <UnstyledButton
          className={classes.collapse}
          onClick={() => setNarrow(!narrow)}
          aria-label={narrow ? t("nav.expand") : t("nav.collapse")}
        >
          {narrow ? (
            <IconLayoutSidebarLeftExpand size={18} stroke={1.6} />
          ) : (
            <IconLayoutSidebarLeftCollapse size={18} stroke={1.6} />
          )}
        </UnstyledButton>
      </div>
    </nav>
  );
}

function Item(props: {
  to: string;
  params?: Record<string, string>;
  icon: Icon;
  label: string;
  narrow: boolean;
  exact?: boolean;
  count?: number;
}) {
  return (
    <Tooltip label={props.label} position="right" disabled={!props.narrow}>
      <Link
        to={props.to}
        params={props.params ?? {}}
        className={classes.item}
        activeOptions={{ exact: props.exact ?? false }}
      >
        <props.icon size={18} stroke={1.6} />
        <span className={classes.label}>{props.label}</span>
        {!!props.count && <span className={classes.count}>{props.count}</span>}
      </Link>
    </Tooltip>
  );
}

function InboxItem(props: { narrow: boolean }) {
  const { t } = useTranslation("shell");
  const { data } = useQuery(unreadQuery);
  return (
    <Item
      to="/inbox"
      icon={IconInbox}
      label={t("nav.inbox")}
      narrow={props.narrow}
      count={data ?? 0}
    />
  );
}

function WorkspaceMenu() {
  const { t } = useTranslation("shell");
  const { workspaces } = useMe();
  const current = useWorkspace();
  const [, choose] = useChosenWorkspace();
  const navigate = useNavigate();
  if (!current) return null;
  return (
    <Menu position="bottom-start" width={240}>
      <Menu.Target>
        <UnstyledButton className={classes.workspace} title={current.name}>
          <span className="hw-hidden">{t("nav.workspace", { name: current.name })}</span>
          <span className={classes.mark} aria-hidden>
            {[...current.name][0]?.toUpperCase() ?? "H"}
          </span>
          <span className={classes.workspaceName} dir="auto" aria-hidden>
            {current.name}
          </span>
          <IconSelector size={16} stroke={1.6} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("nav.switch")}</Menu.Label>
        {workspaces.map((workspace) => (
          <Menu.Item
            key={workspace.id}
            onClick={() => {
              choose(workspace.id);
              void navigate({ to: "/" });
            }}
            rightSection={workspace.id === current.id ? <IconCheck size={16} /> : null}
          >
            {workspace.name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        {current.role !== "guest" && (
          <Menu.Item
            leftSection={<IconSettings size={16} stroke={1.6} />}
            onClick={() =>
              void navigate({
                to: "/w/$workspaceId/settings",
                params: { workspaceId: String(current.id) },
              })
            }
          >
            {t("nav.workspaceSettings")}
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconPlus size={16} stroke={1.6} />}
          onClick={() => void navigate({ to: "/settings", hash: "workspaces" })}
        >
          {t("nav.newWorkspace")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function AccountMenu(props: { narrow: boolean; onPalette: () => void; onHelp: () => void }) {
  const { narrow, onPalette, onHelp } = props;
  const { t } = useTranslation("shell");
  const { user } = useMe();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const name = user.name || user.email;
  return (
    <Menu position="top-start" width={220}>
      <Menu.Target>
        <UnstyledButton className={classes.account} aria-label={t("nav.account", { name })}>
          <IconUser size={18} stroke={1.6} />
          {!narrow && <span className={classes.label}>{name}</span>}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("nav.theme")}</Menu.Label>
        {(["auto", "light", "dark"] as const).map((scheme) => (
          <Menu.Item
            key={scheme}
            onClick={() => setColorScheme(scheme)}
            rightSection={colorScheme === scheme ? <IconCheck size={16} /> : null}
          >
            {t(`nav.themes.${scheme}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          onClick={onPalette}
          rightSection={<kbd className={classes.key}>{mac ? "⌘K" : keyNames("Ctrl K")}</kbd>}
        >
          {t("palette.title")}
        </Menu.Item>
        <Menu.Item onClick={onHelp}>{t("nav.shortcuts")}</Menu.Item>
        <Menu.Item component="a" href="/api/v1/docs">
          {t("nav.api")}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => void signOut()}>{t("nav.signOut")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** The project's views as tabs: those that every project has, those asked for, and "+" for more. */

import { ActionIcon, Menu } from "@mantine/core";
import { getRouteApi, Link, useLocation, useNavigate } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "~/store/react";
import { IconPlus, IconX } from "~/ui/icons";
import { extraViews, useExtraTabs } from "./extraViews";
import classes from "./Header.module.css";

const route = getRouteApi("/frame/p/$projectId");
const VIEWS = ["overview", "gantt", "board", "sheet"] as const;

export function Tabs() {
  const { t } = useTranslation("shell");
  const { projectId } = route.useParams();
  const last = useLocation({ select: (location) => location.pathname.split("/").at(-1) });
  const capabilities = useStore((store) =>
    extraViews(store)
      .map((view) => view.name)
      .join(" "),
  );
  const allowed = capabilities.split(" ").filter((name) => name !== "");
  const looking = allowed.find((name) => name === last);
  const { opened, close } = useExtraTabs(projectId, looking);
  const navigate = useNavigate();
  const more = allowed.filter((name) => !opened.includes(name));

  const closeTab = (name: string) => {
    close(name);
    if (name === looking) void navigate({ to: "/p/$projectId/gantt", params: { projectId } });
  };

  return (
    <nav aria-label={t("project.tabs")} className={classes.tabs} data-hint-clear>
      {VIEWS.map((view) => (
        <Tab key={view} view={view} projectId={projectId} />
      ))}
      {allowed
        .filter((name) => opened.includes(name))
        .map((name) => (
          <span key={name} className={classes.extra}>
            <Tab view={name} projectId={projectId} />
            <ActionIcon
              size={18}
              className={classes.closeTab}
              aria-label={t("project.closeTab", { view: t(`project.views.${name}`) })}
              onClick={() => closeTab(name)}
            >
              <IconX size={12} stroke={1.8} />
            </ActionIcon>
          </span>
        ))}
      {more.length > 0 && (
        <Menu width={320} position="bottom-start">
          <Menu.Target>
            <ActionIcon aria-label={t("project.addTab")} className={classes.addTab}>
              <IconPlus size={16} stroke={1.6} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {more.map((name) => (
              <Menu.Item key={name} component={Link} to={`/p/${projectId}/${name}`}>
                <span className={classes.viewName}>{t(`project.views.${name}`)}</span>
                <span className={classes.viewAbout}>{t(`project.about.${name}`)}</span>
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </nav>
  );
}

function Tab({ view, projectId }: { view: string; projectId: string }) {
  const { t } = useTranslation("shell");
  const last = useLocation({ select: (location) => location.pathname.split("/").at(-1) });
  const place = useRef<HTMLAnchorElement>(null);
  // Where there is no room for all tabs, the one that is open is among those to be seen.
  useEffect(() => {
    if (last === view) place.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [last, view]);
  return (
    <Link
      ref={place}
      // Every view has a route of its own below the project; the type knows only of one at a time.
      to={`/p/$projectId/${view}` as "/p/$projectId/gantt"}
      params={{ projectId }}
      search={(search: { task?: number }) => search}
      className={classes.tab}
      activeOptions={{ includeSearch: false }}
    >
      {t(`project.views.${view}`)}
    </Link>
  );
}

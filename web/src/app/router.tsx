/** Which address shows what. Pages and views are fetched when they are first opened. */

import {
  createRootRoute,
  createRoute,
  createRouter,
  defaultStringifySearch,
  redirect,
} from "@tanstack/react-router";
import { forgetReading } from "~/here/answers";
import { type Me, meQuery, queryClient } from "~/here/queries";
import { type LookSearch, lookSearch } from "~/model/look";
import { Refusal } from "~/protocol/http";
import { withWords } from "~/text/late";
import { ErrorPage } from "~/ui/ErrorPage";
import { latePage } from "~/ui/Late";
import { Skeleton } from "~/ui/Skeleton";
import { Frame } from "./Frame";
import { NotFound } from "./NotFound";
import { ProjectError } from "./project/ProjectError";
import { begin } from "./project/sessions";
import { Root } from "./Root";

/** What every address inside a project may carry. */
export interface ProjectSearch extends LookSearch {
  /** The task whose panel is open. */
  task?: number;
}

/** The signed-in account; leads to the sign-in page where there is none. */
async function signedIn(href: string): Promise<Me> {
  try {
    return await queryClient.ensureQueryData(meQuery);
  } catch (error) {
    if (error instanceof Refusal && [401, 403].includes(error.problem.status)) {
      void forgetReading().catch(() => undefined);
      throw redirect({ to: "/sign-in", search: href === "/" ? {} : { next: href } });
    }
    throw error;
  }
}

const root = createRootRoute({
  component: Root,
  notFoundComponent: NotFound,
  errorComponent: ErrorPage,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search: Record<string, unknown>): { next?: string; link?: string } => ({
    ...(typeof search.next === "string" ? { next: search.next } : {}),
    ...(typeof search.link === "string" ? { link: search.link } : {}),
  }),
  component: latePage(() => import("~/pages/sign-in/SignInPage"), "SignInPage"),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitation/$secret",
  component: latePage(() => import("~/pages/sign-in/InvitationPage"), "InvitationPage"),
});

const resetPassword = createRoute({
  getParentRoute: () => root,
  path: "/reset-password/{-$key}",
  component: latePage(() => import("~/pages/sign-in/ResetPasswordPage"), "ResetPasswordPage"),
});

const frame = createRoute({
  getParentRoute: () => root,
  id: "frame",
  beforeLoad: async ({ location }) => ({ me: await signedIn(location.href) }),
  component: Frame,
  pendingComponent: Skeleton,
});

const projects = createRoute({
  getParentRoute: () => frame,
  path: "/",
  component: latePage(() => import("~/pages/projects/ProjectsPage"), "ProjectsPage"),
});

const myWork = createRoute({
  getParentRoute: () => frame,
  path: "/my-work",
  component: latePage(
    withWords(["my-work"], () => import("~/pages/my-work/MyWorkPage")),
    "MyWorkPage",
  ),
});

const inbox = createRoute({
  getParentRoute: () => frame,
  path: "/inbox",
  component: latePage(
    withWords(["inbox"], () => import("~/pages/inbox/InboxPage")),
    "InboxPage",
  ),
});

const search = createRoute({
  getParentRoute: () => frame,
  path: "/search",
  validateSearch: (given: Record<string, unknown>): { q?: string; project?: number } => {
    const project = Number(given.project);
    return {
      // A number that was typed comes as one from the address.
      ...(given.q === undefined ? {} : { q: String(given.q) }),
      ...(Number.isSafeInteger(project) && project > 0 ? { project } : {}),
    };
  },
  component: latePage(
    withWords(["search"], () => import("~/pages/search/SearchPage")),
    "SearchPage",
  ),
});

const updates = createRoute({
  getParentRoute: () => frame,
  path: "/updates",
  component: latePage(
    withWords(["updates"], () => import("~/pages/updates/UpdatesPage")),
    "UpdatesPage",
  ),
});

/** For who has no account: the link says what may be seen. */
const updateLink = createRoute({
  getParentRoute: () => root,
  path: "/update/$token",
  component: latePage(
    withWords(["updates"], () => import("~/pages/updates/LinkPage")),
    "LinkPage",
  ),
});

const roadmaps = createRoute({
  getParentRoute: () => frame,
  path: "/roadmap",
  /** `projects`: keys, joined by points; without any, all. */
  validateSearch: (search: Record<string, unknown>): { projects?: string; levels?: number } => {
    const levels = Number(search.levels);
    return {
      ...(search.projects === undefined ? {} : { projects: String(search.projects) }),
      ...(levels >= 1 && levels <= 3 ? { levels } : {}),
    };
  },
  component: latePage(
    withWords(["roadmap"], () => import("~/pages/roadmap/RoadmapsPage")),
    "RoadmapsPage",
  ),
});

const newProject = createRoute({
  getParentRoute: () => frame,
  path: "/new",
  component: latePage(() => import("~/pages/new/NewProjectPage"), "NewProjectPage"),
});

const importFile = createRoute({
  getParentRoute: () => frame,
  path: "/import",
  component: latePage(
    withWords(["import"], () => import("~/pages/import/ImportPage")),
    "ImportPage",
  ),
});

const people = createRoute({
  getParentRoute: () => frame,
  path: "/w/$workspaceId/people",
  component: latePage(
    withWords(["people"], () => import("~/pages/people/PeoplePage")),
    "PeoplePage",
  ),
});

const calendars = createRoute({
  getParentRoute: () => frame,
  path: "/w/$workspaceId/calendars",
  component: latePage(
    withWords(["people"], () => import("~/pages/calendars/CalendarsPage")),
    "CalendarsPage",
  ),
});

const templates = createRoute({
  getParentRoute: () => frame,
  path: "/w/$workspaceId/templates",
  component: latePage(
    withWords(["templates"], () => import("~/pages/templates/TemplatesPage")),
    "TemplatesPage",
  ),
});

const workspaceSettings = createRoute({
  getParentRoute: () => frame,
  path: "/w/$workspaceId/settings",
  component: latePage(
    withWords(
      ["settings", "workflows", "types", "fields"],
      () => import("~/pages/settings/WorkspaceSettingsPage"),
    ),
    "WorkspaceSettingsPage",
  ),
});

const settings = createRoute({
  getParentRoute: () => frame,
  path: "/settings",
  component: latePage(
    withWords(["settings"], () => import("~/pages/settings/PersonalSettingsPage")),
    "PersonalSettingsPage",
  ),
});

const project = createRoute({
  getParentRoute: () => frame,
  path: "/p/$projectId",
  validateSearch: (search: Record<string, unknown>): ProjectSearch => {
    const task = Number(search.task);
    return { ...(Number.isSafeInteger(task) && task > 0 ? { task } : {}), ...lookSearch(search) };
  },
  // The project is asked for while its code is still on its way.
  loader: ({ params, cause }) => {
    if (cause !== "preload") void begin(Number(params.projectId), cause === "enter");
  },
  component: latePage(() => import("./project/ProjectFrame"), "ProjectFrame"),
  errorComponent: ProjectError,
});

const projectIndex = createRoute({
  getParentRoute: () => project,
  path: "/",
  beforeLoad: ({ params, search }) => {
    throw redirect({ to: "/p/$projectId/gantt", params, search, replace: true });
  },
});

const overview = createRoute({
  getParentRoute: () => project,
  path: "/overview",
  component: latePage(() => import("~/pages/overview/OverviewPage"), "OverviewPage"),
});

const gantt = createRoute({
  getParentRoute: () => project,
  path: "/gantt",
  component: latePage(() => import("./project/GanttRoute"), "GanttRoute"),
});

const board = createRoute({
  getParentRoute: () => project,
  path: "/board",
  component: latePage(() => import("./project/BoardRoute"), "BoardRoute"),
});

const sheet = createRoute({
  getParentRoute: () => project,
  path: "/sheet",
  component: latePage(() => import("./project/SheetRoute"), "SheetRoute"),
});

const calendar = createRoute({
  getParentRoute: () => project,
  path: "/calendar",
  component: latePage(() => import("./project/CalendarRoute"), "CalendarRoute"),
});

const projectSettings = createRoute({
  getParentRoute: () => project,
  path: "/settings",
  component: latePage(
    withWords(
      ["projectSettings", "tracking"],
      () => import("~/pages/project-settings/ProjectSettingsPage"),
    ),
    "ProjectSettingsPage",
  ),
});

const earnedValue = createRoute({
  getParentRoute: () => project,
  path: "/earned-value",
  component: latePage(
    withWords(["earned-value"], () => import("~/pages/earned-value/EarnedValuePage")),
    "EarnedValuePage",
  ),
});

const risk = createRoute({
  getParentRoute: () => project,
  path: "/risk",
  component: latePage(
    withWords(["risk"], () => import("~/pages/risk/RiskPage")),
    "RiskPage",
  ),
});

const scenarios = createRoute({
  getParentRoute: () => project,
  path: "/scenarios",
  /** `with`: the scenario to compare first; `merge`, `rebase`: the one about to be merged, or brought up to date. */
  validateSearch: (
    search: Record<string, unknown>,
  ): { with?: number; merge?: number; rebase?: number } => {
    const id = (name: "with" | "merge" | "rebase") => {
      const key = Number(search[name]);
      return Number.isSafeInteger(key) && key > 0 ? { [name]: key } : {};
    };
    return { ...id("with"), ...id("merge"), ...id("rebase") };
  },
  component: latePage(() => import("~/pages/scenarios/ScenariosPage"), "ScenariosPage"),
});

const importReport = createRoute({
  getParentRoute: () => project,
  path: "/import-report",
  component: latePage(
    withWords(["import"], () => import("~/pages/import/ImportReportPage")),
    "ImportReportPage",
  ),
});

const levelling = createRoute({
  getParentRoute: () => project,
  path: "/levelling",
  component: latePage(() => import("~/pages/levelling/LevellingPage"), "LevellingPage"),
});

const tracking = createRoute({
  getParentRoute: () => project,
  path: "/tracking",
  component: latePage(
    withWords(["tracking"], () => import("~/pages/tracking/TrackingPage")),
    "TrackingPage",
  ),
});

const flow = createRoute({
  getParentRoute: () => project,
  path: "/flow",
  component: latePage(
    withWords(["risk"], () => import("~/pages/flow/FlowPage")),
    "FlowPage",
  ),
});

const backlog = createRoute({
  getParentRoute: () => project,
  path: "/backlog",
  component: latePage(
    withWords(["scrum"], () => import("./project/BacklogRoute")),
    "BacklogRoute",
  ),
});

const sprints = createRoute({
  getParentRoute: () => project,
  path: "/sprints",
  /** `sprint`: the one whose report is shown. */
  validateSearch: (search: Record<string, unknown>): { sprint?: number } => {
    const key = Number(search.sprint);
    return Number.isSafeInteger(key) && key > 0 ? { sprint: key } : {};
  },
  component: latePage(
    withWords(["scrum", "risk"], () => import("~/pages/sprints/SprintsPage")),
    "SprintsPage",
  ),
});

const releases = createRoute({
  getParentRoute: () => project,
  path: "/releases",
  component: latePage(
    withWords(["scrum"], () => import("~/pages/releases/ReleasesPage")),
    "ReleasesPage",
  ),
});

const roadmap = createRoute({
  getParentRoute: () => project,
  path: "/roadmap",
  component: latePage(
    withWords(["roadmap"], () => import("~/pages/roadmap/RoadmapPage")),
    "RoadmapPage",
  ),
});

const followUp = createRoute({
  getParentRoute: () => project,
  path: "/follow-up",
  component: latePage(
    withWords(["attention"], () => import("~/pages/follow-up/FollowUpPage")),
    "FollowUpPage",
  ),
});

const planCheck = createRoute({
  getParentRoute: () => project,
  path: "/plan-check",
  component: latePage(() => import("~/pages/plan-check/PlanCheckPage"), "PlanCheckPage"),
});

const delays = createRoute({
  getParentRoute: () => project,
  path: "/delays",
  component: latePage(
    withWords(["delays"], () => import("~/pages/delays/DelaysPage")),
    "DelaysPage",
  ),
});

const tree = root.addChildren([
  signIn,
  invitation,
  resetPassword,
  updateLink,
  frame.addChildren([
    projects,
    myWork,
    search,
    inbox,
    updates,
    newProject,
    roadmaps,
    importFile,
    people,
    calendars,
    templates,
    workspaceSettings,
    settings,
    project.addChildren([
      projectIndex,
      overview,
      gantt,
      board,
      sheet,
      calendar,
      projectSettings,
      importReport,
      planCheck,
      followUp,
      roadmap,
      backlog,
      sprints,
      releases,
      flow,
      delays,
      earnedValue,
      scenarios,
      risk,
      levelling,
      tracking,
    ]),
  ]),
]);

/** Signs that may stand in an address as they are: filters stay readable. */
const PLAIN: Record<string, string> = {
  "%3A": ":",
  "%3B": ";",
  "%2C": ",",
  "%28": "(",
  "%29": ")",
  "%21": "!",
};

export const router = createRouter({
  routeTree: tree,
  stringifySearch: (search) =>
    defaultStringifySearch(search).replace(
      /%(?:3A|3B|2C|28|29|21)/g,
      (code) => PLAIN[code] ?? code,
    ),
  defaultPreload: "intent",
  defaultPendingMs: 300,
  defaultPendingMinMs: 0,
  defaultErrorComponent: ErrorPage,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: false,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

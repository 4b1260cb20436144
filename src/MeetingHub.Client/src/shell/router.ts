import type { Pinia } from "pinia";
import { createRouter, createWebHistory, type RouteRecordRaw } from "vue-router";
import { useSession } from "../session/session";

declare module "vue-router" {
  interface RouteMeta {
    /** Key of the page's name in the language files; the tab shows it. */
    title: string;
    /** Key of the word in the header; pages without one are not in the header. */
    nav?: string;
    /** For administrators alone; to others it is not there. The server enforces it. */
    administrator?: boolean;
    /** Takes the whole width of the window. */
    wide?: boolean;
    /** Open to people who are not signed in. */
    open?: boolean;
  }
}

/** Each page is a chunk of its own; the room is another entry and is reached by a plain link to /room/{meetingId}. */
export const routes: RouteRecordRaw[] = [
  { path: "/", name: "home", component: () => import("../pages/home/HomePage.vue"), meta: { title: "home.title", nav: "nav.home" } },
  { path: "/meetings", name: "meetings", component: () => import("../pages/meetings/MeetingsPage.vue"), meta: { title: "meetings.title", nav: "nav.meetings" } },
  { path: "/meetings/new", name: "new-meeting", component: () => import("../pages/meetings/plan/PlanPage.vue"), meta: { title: "plan.newTitle" } },
  { path: "/meetings/:meetingId/edit", name: "edit-meeting", component: () => import("../pages/meetings/plan/PlanPage.vue"), meta: { title: "plan.editTitle" } },
  { path: "/meetings/:meetingId/minutes/write", name: "write-minutes", component: () => import("../pages/meetings/minutes/WritePage.vue"), meta: { title: "minutes.title", wide: true } },
  { path: "/meetings/:meetingId/:tab?", name: "meeting", component: () => import("../pages/meetings/MeetingPage.vue"), meta: { title: "meeting.title" } },
  { path: "/tasks", name: "tasks", component: () => import("../pages/tasks/TasksPage.vue"), meta: { title: "tasks.title", nav: "nav.actions" } },
  { path: "/people", name: "people", component: () => import("../pages/people/PeoplePage.vue"), meta: { title: "people.title", nav: "nav.people" } },
  { path: "/monitoring", name: "monitoring", component: () => import("../pages/monitoring/RoomsPage.vue"), meta: { title: "monitoring.title", nav: "nav.monitoring", administrator: true } },
  { path: "/monitoring/:meetingId", name: "monitored-room", component: () => import("../pages/monitoring/RoomPage.vue"), meta: { title: "monitoring.title", administrator: true } },
  { path: "/sign-in", name: "sign-in", component: () => import("../pages/sign-in/SignInPage.vue"), meta: { title: "signIn.title", open: true } },
  { path: "/enter", name: "enter", component: () => import("../pages/sign-in/LinkPage.vue"), meta: { title: "enter.title", open: true } },
  { path: "/:anything(.*)*", name: "missing", component: () => import("../pages/MissingPage.vue"), meta: { title: "missing.title", open: true } },
];

export function createPagesRouter(pinia: Pinia) {
  const router = createRouter({
    history: createWebHistory("/"),
    routes,
    scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
  });
  router.beforeEach(async (to) => {
    if (to.meta.open) return true;
    const session = useSession(pinia);
    const me = await session.known().catch(() => undefined); // no answer is not "nobody": the page itself says that the server is away
    if (me === null) return { name: "sign-in", query: { next: to.fullPath } };
    if (to.meta.administrator && me && !session.isAdministrator) return { name: "missing", params: { anything: to.path.slice(1).split("/") } };
    return true;
  });
  return router;
}

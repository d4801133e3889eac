import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { Broken } from "@/shell/Broken";
import { Gate } from "@/shell/Gate";
import { Lost } from "@/shell/Lost";
import { pages } from "@/shell/pages";

const root = createRootRoute({ component: Gate, notFoundComponent: Lost });

const start = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: pages[0]?.path ?? "/", replace: true });
  },
});

const routes = pages.map((page) =>
  createRoute({
    getParentRoute: () => root,
    path: page.path,
    component: lazyRouteComponent(page.load),
    validateSearch: page.search,
  }),
);

export const router = createRouter({
  routeTree: root.addChildren([start, ...routes]),
  defaultPreload: "intent",
  defaultErrorComponent: Broken,
});

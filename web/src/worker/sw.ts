/**
 * The service worker: the app opens without a network. It keeps the app's own files, whose names
 * change with their content, and the one page that all addresses have. Pages are asked for at the
 * network first, so nobody is held on an old version; the API is left alone. `worker.mjs` builds it
 * and puts in the list of files.
 */

import { outdated, wayOf } from "./rules";

declare const FILES: readonly string[];
declare const BUILD: string;

/** The parts of the worker's global scope that are used: the app is compiled for a page. */
interface Scope {
  readonly location: Location;
  readonly registration: {
    readonly navigationPreload?: { enable(): Promise<void> };
  };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: string, listener: (event: WorkerEvent) => void): void;
}

interface WorkerEvent {
  readonly request: Request;
  readonly preloadResponse: Promise<Response | undefined>;
  waitUntil(work: Promise<unknown>): void;
  respondWith(answer: Promise<Response>): void;
}

const scope = self as unknown as Scope;
const PREFIX = "headway-app-";
const CACHE = PREFIX + BUILD;
const PAGE = "/";
const files = new Set(FILES);
/** Milliseconds between two files while the worker is installed: the page that is open comes first. */
const PAUSE = 4;
/** Milliseconds after which a network that does not answer counts as none. */
const SLOW = 8_000;
/** Answers of something before the server, which is away itself. */
const AWAY = new Set([502, 503, 504]);
/** What the server lets depend on the cookie does not differ for files. */
const ANY = { ignoreVary: true };

async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  for (const path of FILES) {
    // A name stands for its content: a copy of an older version, or of the browser, is as good.
    const named = path.startsWith("/assets/");
    const known = named ? await caches.match(path, ANY) : undefined;
    const found = known ?? (await fetch(path, { cache: named ? "default" : "no-cache" }));
    if (!found.ok) throw new Error(`${path} is not there.`);
    await cache.put(path, found);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  // Without cookies it is nobody's page.
  const page = await fetch(PAGE, { credentials: "omit", cache: "no-cache" });
  if (!page.ok) throw new Error("The page is not there.");
  await cache.put(PAGE, page);
  await scope.skipWaiting();
}

async function activate(): Promise<void> {
  await scope.registration.navigationPreload?.enable();
  for (const name of outdated(await caches.keys(), PREFIX, CACHE)) await caches.delete(name);
  await scope.clients.claim();
}

async function page(event: WorkerEvent): Promise<Response> {
  const kept = async () => (await caches.open(CACHE)).match(PAGE, ANY);
  const asked = (async () => (await event.preloadResponse) ?? fetch(event.request))();
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), SLOW));
  try {
    const found = await Promise.race([asked, late]);
    if (found && !AWAY.has(found.status)) return found;
    return (await kept()) ?? found ?? (await asked);
  } catch (error) {
    const found = await kept();
    if (found) return found;
    throw error;
  }
}

async function file(request: Request): Promise<Response> {
  const own = await caches.open(CACHE);
  // Of an older version only what this one has not: a page of it may still be open.
  const known = (await own.match(request, ANY)) ?? (await caches.match(request, ANY));
  if (known) return known;
  const found = await fetch(request);
  // What few open is kept once it was opened.
  if (found.ok && new URL(request.url).pathname.startsWith("/assets/")) {
    void own.put(request, found.clone());
  }
  return found;
}

scope.addEventListener("install", (event) => event.waitUntil(install()));
scope.addEventListener("activate", (event) => event.waitUntil(activate()));
scope.addEventListener("fetch", (event) => {
  const way = wayOf(event.request, scope.location.origin, files);
  if (way === "page") event.respondWith(page(event));
  else if (way === "file") event.respondWith(file(event.request));
});

// The shell only: built files and the app's own pages. Never /graphql, never anything about a person's health.
/// <reference lib="webworker" />
declare const __SHELL_VERSION__: string;
declare const __SHELL_FILES__: string[];
const worker = self as unknown as ServiceWorkerGlobalScope;

const SHELL = `shell-${__SHELL_VERSION__}`;
const FILES = __SHELL_FILES__;
const KNOWN = new Set(FILES);
const PAGES = /^\/(?:sign-in|claim|home|records|settings|results\/[\w-]{1,64})?$/;

worker.addEventListener('install', (event) => event.waitUntil(store()));
worker.addEventListener('activate', (event) => event.waitUntil(takeOver()));
worker.addEventListener('message', (event) => {
  if (event.data === 'activate') void worker.skipWaiting();
});
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== worker.location.origin) return;
  if (request.mode === 'navigate') {
    if (PAGES.test(url.pathname)) event.respondWith(fromShell('/', request));
  } else if (KNOWN.has(url.pathname) || url.pathname.startsWith('/assets/')) {
    event.respondWith(fromShell(url.pathname, request));
  }
});

async function store(): Promise<void> {
  const cache = await caches.open(SHELL);
  await cache.addAll(FILES.map((file) => new Request(file, { cache: 'reload' })));
}

/** Keeps the shell before this one: a tab that is still open may yet ask for one of its parts. */
async function takeOver(): Promise<void> {
  const shells = (await caches.keys()).filter((name) => name.startsWith('shell-') && name !== SHELL);
  await Promise.all(shells.slice(0, -1).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

async function fromShell(path: string, request: Request): Promise<Response> {
  const current = await caches.open(SHELL);
  const kept = (await current.match(path)) ?? (await caches.match(path));
  return kept ?? fetch(request);
}

import { storeOf } from './store';

const WORKER = '/sw.js';

/** A newer shell that waits until the person agrees to load it. */
export const newVersion = storeOf<ServiceWorker | null>(null);

let reloading = false;

const AFTER_THE_FIRST_ANSWER = 1500;

/** Installs the service worker a little later: on a slow line the first page goes first. */
export function keepShell(): void {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  const install = (): void => void register().catch(() => undefined); // a refused worker costs only offline start
  setTimeout(install, AFTER_THE_FIRST_ANSWER);
}

async function register(): Promise<void> {
  const registration = await navigator.serviceWorker.register(workerAddress() as string);
  watch(registration);
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (reloading) location.reload();
  });
}

/** The one address that a Trusted Types policy lets through. */
function workerAddress(): string | TrustedScriptURL {
  const policy = window.trustedTypes?.createPolicy('polyclinic', {
    createScriptURL: (input) => {
      if (input !== WORKER) throw new TypeError('not our worker');
      return input;
    },
  });
  return policy ? policy.createScriptURL(WORKER) : WORKER;
}

/** Waiting beside a worker that is in charge means a newer version; the very first one is simply taken. */
function watch(registration: ServiceWorkerRegistration): void {
  const offer = (worker: ServiceWorker | null): void => {
    if (worker?.state === 'installed' && navigator.serviceWorker.controller) newVersion.set(worker);
  };
  offer(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const arriving = registration.installing;
    arriving?.addEventListener('statechange', () => offer(arriving));
  });
}

/** The person agreed: the waiting worker takes over, and this tab alone is loaded anew. */
export function takeNewVersion(): void {
  reloading = true;
  newVersion.get()?.postMessage('activate');
}

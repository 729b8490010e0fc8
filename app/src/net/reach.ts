import { storeOf } from '../store';

/** Whether the server answered last time. Failed requests decide, not navigator.onLine, which lies behind a dead router. */
export const offline = storeOf(false);

/** Goes up when it is worth asking again; screens that watch it ask anew. */
export const attempt = storeOf(0);

export function tryAgain(): void {
  attempt.set(attempt.get() + 1);
}

const tryIfOffline = (): void => {
  if (offline.get()) tryAgain();
};

export function watchForReturn(): void {
  addEventListener('online', tryIfOffline);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') tryIfOffline();
  });
  setInterval(tryIfOffline, 30_000);
}

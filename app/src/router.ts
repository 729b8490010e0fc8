import { storeOf } from './store';

/** The app's own pages; the server and the service worker allow exactly these. */
export type Route =
  | { page: 'start' }
  | { page: 'sign-in' }
  | { page: 'claim' }
  | { page: 'home' }
  | { page: 'records'; kinds: string[] }
  | { page: 'result'; id: string }
  | { page: 'settings' }
  | { page: 'unknown' };

export const route = storeOf<Route>(routeOf(location.pathname, location.search));

/** True after the person moved inside the app: then, and not at the first load, the heading takes the focus. */
export const moved = { byHand: false };

export function routeOf(path: string, search: string): Route {
  const [, first = '', second = '', ...rest] = path.split('/');
  if (rest.length > 0) return { page: 'unknown' };
  if (first === 'results' && second) return { page: 'result', id: decodeURIComponent(second) };
  if (second) return { page: 'unknown' };
  switch (first) {
    case '':
      return { page: 'start' };
    case 'records':
      return { page: 'records', kinds: new URLSearchParams(search).getAll('kind') };
    case 'sign-in':
    case 'claim':
    case 'home':
    case 'settings':
      return { page: first };
    default:
      return { page: 'unknown' };
  }
}

export function go(address: string, how: 'push' | 'replace' = 'push'): void {
  history.replaceState({ y: scrollY }, '');
  if (how === 'push') history.pushState({ y: 0 }, '', address);
  else history.replaceState({ y: 0 }, '', address);
  moved.byHand = true;
  route.set(routeOf(location.pathname, location.search));
  scrollTo(0, 0);
}

/** The height at which a page was left, for the way back. */
export function leftAt(): number {
  const state: unknown = history.state;
  return typeof state === 'object' && state !== null && 'y' in state && typeof state.y === 'number' ? state.y : 0;
}

history.scrollRestoration = 'manual';
addEventListener('popstate', () => {
  moved.byHand = true;
  route.set(routeOf(location.pathname, location.search));
});

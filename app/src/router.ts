import { type Route, routeOf } from './routes';
import { storeOf } from './store';

export const route = storeOf<Route>(routeOf(location.pathname, location.search));

/** True after the person moved inside the app: then, and not at the first load, the heading takes the focus. */
export const moved = { byHand: false };

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

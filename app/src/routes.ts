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

const RESULT = /^\/results\/([\w-]{1,64})$/;

export function routeOf(path: string, search: string): Route {
  const result = RESULT.exec(path)?.[1];
  if (result !== undefined) return { page: 'result', id: result };
  switch (path) {
    case '/':
      return { page: 'start' };
    case '/records':
      return { page: 'records', kinds: new URLSearchParams(search).getAll('kind') };
    case '/sign-in':
      return { page: 'sign-in' };
    case '/claim':
      return { page: 'claim' };
    case '/home':
      return { page: 'home' };
    case '/settings':
      return { page: 'settings' };
    default:
      return { page: 'unknown' };
  }
}

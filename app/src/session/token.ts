import { SessionOverError, UnauthenticatedError } from '../net/errors';
import { post } from '../net/post';
import { type Operation, RefreshSession, type RefreshSessionData, SignOut } from '../ops.gen';
import { deviceId } from './device';

export type SignedIn = Extract<RefreshSessionData['refreshSession'], { __typename: 'SignedIn' }>;

/** The access token lives in this variable and nowhere else. */
let access: string | null = null;
let refreshing: Promise<SignedIn> | null = null;
let visit = 0;

export function holdToken(token: string | null): void {
  access = token;
  if (token === null) visit += 1;
}

export const heldToken = (): string | null => access;

/** One refresh at a time, in this tab and (by the lock) in all tabs: the refresh token changes with every use. */
export function refresh(): Promise<SignedIn> {
  refreshing ??= alone(exchange).finally(() => (refreshing = null));
  return refreshing;
}

function alone<T>(work: () => Promise<T>): Promise<T> {
  const locks = navigator.locks as LockManager | undefined; // missing where the page is not a secure context
  return locks ? locks.request('polyclinic.refresh', work) : work();
}

async function exchange(): Promise<SignedIn> {
  const before = visit;
  const { refreshSession: answer } = await post(RefreshSession, { input: { deviceId: deviceId() } }, null);
  if (before !== visit) throw new SessionOverError(); // signed out while the answer was on its way
  if (answer.__typename !== 'SignedIn') throw new SessionOverError();
  access = answer.accessToken;
  return answer;
}

/** Ends the session on the server. Without a good token (signed out offline, restarted) a last one is fetched for it. */
export async function dismiss(token: string | null): Promise<void> {
  const input = { deviceId: deviceId() };
  try {
    if (token !== null) return void (await post(SignOut, { input }, token));
  } catch (error) {
    if (!(error instanceof UnauthenticatedError)) throw error;
  }
  const { refreshSession: last } = await alone(() => post(RefreshSession, { input }, null));
  if (last.__typename === 'SignedIn') await post(SignOut, { input }, last.accessToken);
}

/** Asks with the token; where it has run out, gets a new one and asks once more. */
export async function withToken<Data, Variables>(operation: Operation<Data, Variables>, variables: Variables): Promise<Data> {
  if (access !== null) {
    try {
      return await post(operation, variables, access);
    } catch (error) {
      if (!(error instanceof UnauthenticatedError)) throw error;
    }
  }
  const { accessToken } = await refresh();
  return post(operation, variables, accessToken);
}

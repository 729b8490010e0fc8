import { language } from '../language/current';
import type { Operation } from '../ops.gen';
import { FaultError, UnauthenticatedError, UnreachableError } from './errors';
import { offline } from './reach';

const PATIENCE = 15_000;
const NOBODY_HOME = new Set([502, 503, 504]);

/** Sends one trusted document. Any error in the answer makes all of it a fault: half a record may look like "none". */
export async function post<Data, Variables>(
  operation: Operation<Data, Variables>,
  variables: Variables,
  token: string | null,
): Promise<Data> {
  const response = await reached(
    fetch('/graphql', {
      method: 'POST',
      headers: headersWith(token),
      body: JSON.stringify({ documentId: operation.id, variables }),
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(PATIENCE),
    }),
  );
  if (NOBODY_HOME.has(response.status)) throw unreachable();
  const body = await reached(response.text());
  return dataOf<Data>(parsed(body), operation.name);
}

function headersWith(token: string | null): Record<string, string> {
  const headers = { 'Content-Type': 'application/json', 'Accept-Language': language.get().tag };
  return token === null ? headers : { ...headers, Authorization: `Bearer ${token}` };
}

/** A refused connection is a TypeError, a slow one a TimeoutError: both mean that nobody answered. */
async function reached<T>(answer: Promise<T>): Promise<T> {
  try {
    const arrived = await answer;
    offline.set(false);
    return arrived;
  } catch {
    throw unreachable();
  }
}

function unreachable(): UnreachableError {
  offline.set(true);
  return new UnreachableError();
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new FaultError('unreadable');
  }
}

function dataOf<Data>(body: unknown, name: string): Data {
  const { data, errors } = Object(body) as { data?: Data | null; errors?: { extensions?: { code?: string } }[] };
  const code = errors?.[0]?.extensions?.code;
  if (code === 'UNAUTHENTICATED') throw new UnauthenticatedError(name);
  if (errors?.length || data === null || data === undefined) throw new FaultError(`${name} ${code ?? ''}`);
  return data;
}

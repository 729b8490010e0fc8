import { belongTo, keep, kept, ownerOfCopies, wipe } from '../copy/kept';
import { forgetAnswers } from '../net/answers';
import { SessionOverError, UnauthenticatedError, UnreachableError } from '../net/errors';
import { type Operation, Viewer } from '../ops.gen';
import { recall, remember } from '../remembered';
import { go } from '../router';
import { forgetPerson } from './person';
import { type Session, session, type Viewer as ViewerOf } from './state';
import { dismiss, heldToken, holdToken, refresh, type SignedIn, withToken } from './token';

const tabs = 'BroadcastChannel' in window ? new BroadcastChannel('polyclinic') : null;
tabs?.addEventListener('message', ({ data }) => {
  if (data === 'left' || data === 'ended') leaveHere(data);
});

const viewerQuestion = (owner: string) => ({ owner, patient: '', operation: Viewer, variables: {}, language: '' });

/** Begins: the viewer from the copy at once where there is one, then the server's word. */
export async function start(): Promise<void> {
  leaving = finishLeaving();
  if (recall('signed-in') === null) return session.set({ at: 'out', why: 'new' });
  const asked = renew();
  const viewer = await viewerFromCopy();
  if (viewer && session.get().at === 'starting') session.set({ at: 'in', viewer, fresh: false });
  await asked;
}

async function viewerFromCopy(): Promise<ViewerOf | null> {
  const owner = await ownerOfCopies();
  return owner === null ? null : ((await kept<ViewerOf>(viewerQuestion(owner)))?.data ?? null);
}

/** Asks the server whether the session still stands. */
export async function renew(): Promise<void> {
  try {
    arrive(await refresh());
  } catch (error) {
    if (error instanceof SessionOverError || error instanceof UnauthenticatedError) await end('ended');
    else if (session.get().at === 'starting' && !(await viewerFromCopy())) session.set({ at: 'unreachable' });
  }
}

/** The server has said who this is. */
export function arrive(signedIn: Pick<SignedIn, 'accessToken' | 'viewer'>): void {
  holdToken(signedIn.accessToken);
  remember('signed-in', 'yes');
  remember('leaving', null);
  update(signedIn.viewer);
}

/** A newer word about the viewer: copies of people who are no longer theirs go at once. */
export function update(viewer: ViewerOf): void {
  session.set({ at: 'in', viewer, fresh: true });
  const people = viewer.people.map((person) => person.patientId);
  void belongTo(viewer.id, people)
    .then(() => keep(viewerQuestion(viewer.id), viewer, Date.now()))
    .catch(() => undefined); // no storage: the app works, only without a copy
}

/** Asks for the signed-in person. A session that is over ends here, with everything that was kept. */
export async function ask<Data, Variables>(operation: Operation<Data, Variables>, variables: Variables): Promise<Data> {
  const fresh = isFresh(session.get());
  try {
    const answer = await (fresh ? withToken(operation, variables) : afterRenewal(operation, variables));
    return answer;
  } catch (error) {
    if (error instanceof SessionOverError || error instanceof UnauthenticatedError) await end('ended');
    throw error;
  }
}

const isFresh = (now: Session): boolean => now.at === 'in' && now.fresh;

/** Started from the copy: the first question waits for the session, and takes the newer viewer with it. */
async function afterRenewal<Data, Variables>(operation: Operation<Data, Variables>, variables: Variables): Promise<Data> {
  arrive(await refresh());
  return withToken(operation, variables);
}

export async function signOut(): Promise<void> {
  const token = heldToken();
  remember('leaving', 'yes');
  const emptied = end('left');
  leaving = finishLeaving(token);
  await emptied;
}

let leaving: Promise<void> = Promise.resolve();

/** Until the server has heard of the last sign-out (or cannot be reached): a new sign-in waits, or it would be ended too. */
export const hasLeft = (): Promise<void> => leaving;

/** Signing out without a connection empties the device at once; the server is told as soon as it can be reached. */
async function finishLeaving(token: string | null = null): Promise<void> {
  if (recall('leaving') === null) return;
  try {
    await dismiss(token);
    remember('leaving', null);
  } catch (error) {
    if (!(error instanceof UnreachableError)) remember('leaving', null);
  }
}

async function end(why: 'left' | 'ended'): Promise<void> {
  leaveHere(why);
  tabs?.postMessage(why);
  await wipe().catch(() => undefined);
}

function leaveHere(why: 'left' | 'ended'): void {
  holdToken(null);
  forgetAnswers();
  remember('signed-in', null);
  forgetPerson();
  if (why === 'left') go('/sign-in', 'replace'); // an ended session comes back to the page it left
  session.set({ at: 'out', why });
}


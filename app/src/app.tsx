import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { Frame } from './frame';
import { language, t } from './language/current';
import { attempt } from './net/reach';
import { LiveRegion } from './parts/announce';
import { Brand } from './parts/brand';
import { lazy } from './parts/lazy';
import { Skeleton } from './parts/skeleton';
import { Title } from './parts/title';
import { Trouble } from './parts/trouble';
import { go, route } from './router';
import { chosen, personOf } from './session/person';
import { renew } from './session/session';
import { session, type Viewer } from './session/state';
import { useStore } from './store';

const SignIn = lazy(async () => (await import('./screens/sign-in/sign-in')).SignInScreen);
const Claim = lazy(async () => (await import('./screens/claim')).ClaimScreen);

/** Which world is on screen: the door, the empty house, or a person's record. */
export function App(): VNode {
  useStore(language);
  return (
    <>
      <World />
      <LiveRegion />
    </>
  );
}

function World(): VNode {
  const now = useStore(session);
  switch (now.at) {
    case 'starting':
      return <Door><Skeleton cards={2} /></Door>;
    case 'unreachable':
      return <Door><Unreachable /></Door>;
    case 'out':
      return <Door><SignIn why={now.why} /></Door>;
    case 'in':
      return <Inside viewer={now.viewer} />;
  }
}

/** Tries by itself as soon as there may be a way. */
function Unreachable(): VNode {
  const round = useStore(attempt);
  useEffect(() => {
    if (round > 0) void renew();
  }, [round]);
  return (
    <>
      <Title name={t('trouble.title')} />
      <Trouble why="unreachable" again={() => void renew()} />
    </>
  );
}

function Inside({ viewer }: { viewer: Viewer }): VNode {
  const here = useStore(route);
  const person = personOf(viewer, useStore(chosen));
  const atDoor = here.page === 'start' || here.page === 'sign-in';
  useEffect(() => {
    if (atDoor) go('/home', 'replace');
  }, [atDoor]);
  if (!person && here.page !== 'settings') return <Door><Claim viewer={viewer} first /></Door>;
  return <Frame viewer={viewer} person={person} here={atDoor ? { page: 'home' } : here} />;
}

/** The page before one is inside: the brand and one thing to do. */
function Door({ children }: { children: preact.ComponentChildren }): VNode {
  return (
    <div class="door">
      <header class="door-head">
        <Brand />
      </header>
      <main class="door-main">{children}</main>
    </div>
  );
}

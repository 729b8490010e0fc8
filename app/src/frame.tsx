import type { ComponentChildren, VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { T } from './language/T';
import type { Key } from './language/catalog';
import { t } from './language/current';
import { Brand } from './parts/brand';
import { Icon, type IconName } from './parts/icon';
import { lazy } from './parts/lazy';
import { Link } from './parts/link';
import { Name } from './parts/words';
import type { Route } from './routes';
import { HomeScreen } from './screens/home/home';
import { NotFound } from './screens/not-found';
import type { Person, Viewer } from './session/state';
import { newVersion, takeNewVersion } from './shell';
import { useStore } from './store';

const Records = lazy(async () => (await import('./screens/records/records')).RecordsScreen);
const Result = lazy(async () => (await import('./screens/result/result')).ResultScreen);
const Settings = lazy(async () => (await import('./screens/settings/settings')).SettingsScreen);
const Claim = lazy(async () => (await import('./screens/claim')).ClaimScreen);

interface Props {
  viewer: Viewer;
  person: Person | undefined;
  here: Route;
}

/** What surrounds every page of a signed-in person: who it is about, the page, and the three ways to go. */
export function Frame({ viewer, person, here }: Props): VNode {
  const main = useRef<HTMLElement>(null);
  return (
    <div class="frame">
      <a class="skip" href="#content" onClick={(event) => skipTo(event, main.current)}>
        {t('nav.skip')}
      </a>
      <header class="head">
        <Brand />
      </header>
      <Navigation here={here.page} />
      <div class="middle">
        {person && <Acting person={person} several={viewer.people.length > 1} here={here.page} />}
        <NewVersion />
        <main id="content" ref={main} tabIndex={-1}>
          <Page viewer={viewer} person={person} here={here} />
        </main>
      </div>
    </div>
  );
}

function skipTo(event: Event, main: HTMLElement | null): void {
  event.preventDefault();
  main?.focus();
}

function Page({ viewer, person, here }: Props): VNode {
  if (here.page === 'settings') return <Settings viewer={viewer} />;
  if (here.page === 'claim' || !person) return <Claim viewer={viewer} first={false} />;
  const whose = { viewer: viewer.id, patient: person.patientId };
  switch (here.page) {
    case 'home':
      return <HomeScreen key={person.patientId} viewer={viewer} person={person} />;
    case 'records':
      return <Records key={person.patientId} whose={whose} kinds={here.kinds} />;
    case 'result':
      return <Result key={person.patientId + here.id} whose={whose} id={here.id} />;
    default:
      return <NotFound />;
  }
}

const WAYS: { page: Route['page']; to: string; icon: IconName; name: Key }[] = [
  { page: 'home', to: '/home', icon: 'home', name: 'nav.home' },
  { page: 'records', to: '/records', icon: 'records', name: 'nav.records' },
  { page: 'settings', to: '/settings', icon: 'settings', name: 'nav.settings' },
];

function Navigation({ here }: { here: Route['page'] }): VNode {
  const within = here === 'result' ? 'records' : here === 'claim' ? 'settings' : here;
  return (
    <nav class="ways" aria-label={t('nav.label')}>
      {WAYS.map(({ page, to, icon, name }) => (
        <Link key={page} to={to} class="way" current={within === page}>
          <Icon name={icon} />
          <span>{t(name)}</span>
        </Link>
      ))}
    </nav>
  );
}

/** On every page: this is somebody else's record. */
function Acting({ person, several, here }: { person: Person; several: boolean; here: Route['page'] }): VNode | null {
  if (person.relation === 'SELF') return null;
  return (
    <Notice label={t('acting.label')} tone="acting">
      <Icon name="people" />
      <p>
        <T k="acting.for" with={{ name: <Name of={person.name} /> }} />
        {person.deceased && <small> {t('relation.deceased')}</small>}
      </p>
      {several && here !== 'home' && (
        <Link to="/home" class="button button-quiet">
          {t('acting.switch')}
        </Link>
      )}
    </Notice>
  );
}

function NewVersion(): VNode | null {
  if (!useStore(newVersion)) return null;
  return (
    <Notice label={t('version.new')} tone="news">
      <p>{t('version.new')}</p>
      <button type="button" class="button button-quiet" onClick={takeNewVersion}>
        {t('version.reload')}
      </button>
    </Notice>
  );
}

function Notice({ label, tone, children }: { label: string; tone: string; children: ComponentChildren }): VNode {
  return (
    <section class={`notice notice-${tone}`} aria-label={label}>
      {children}
    </section>
  );
}

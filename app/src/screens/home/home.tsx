import type { VNode } from 'preact';
import { dateAsRecorded } from '../../language/forms';
import { t } from '../../language/current';
import { T } from '../../language/T';
import { useRead } from '../../net/use-read';
import { Home, type HomeData } from '../../ops.gen';
import { Absent } from '../../parts/absent';
import { Freshness } from '../../parts/freshness';
import { Icon, type IconName } from '../../parts/icon';
import { Link } from '../../parts/link';
import { Skeleton } from '../../parts/skeleton';
import { Title } from '../../parts/title';
import { Trouble } from '../../parts/trouble';
import { usePutBack } from '../../parts/use-put-back';
import { Name } from '../../parts/words';
import type { Key } from '../../language/catalog';
import type { Person, Viewer } from '../../session/state';
import { Allergies } from './allergies';
import { Medicines } from './medicines';
import { NewestResult } from './newest-result';
import { NextAppointment } from './next-appointment';
import { PersonChoice } from './person-choice';

export type Patient = NonNullable<HomeData['patient']>;

/** The first page: whose it is, what comes next, what is new, and what every clinician must know. */
export function HomeScreen({ viewer, person }: { viewer: Viewer; person: Person }): VNode {
  const whose = { viewer: viewer.id, patient: person.patientId };
  const read = useRead(Home, { patientId: person.patientId }, whose);
  usePutBack(read.at === 'ready');
  return (
    <>
      <Title name={t('nav.home')}>
        <Name of={person.name} />
      </Title>
      <PersonChoice people={viewer.people} now={person} />
      <Freshness of={read} />
      {read.at === 'loading' && <Skeleton />}
      {read.at === 'failed' && <Trouble why={read.why} again={read.again} />}
      {read.at === 'ready' && (read.data.patient ? <Dashboard patient={read.data.patient} /> : <Absent />)}
    </>
  );
}

function Dashboard({ patient }: { patient: Patient }): VNode {
  const { nextAppointment, newestResult, medicines, allergies } = patient.dashboard;
  return (
    <div class="board">
      {patient.deceased ? <Deceased at={patient.deceasedAt} /> : <NextAppointment of={nextAppointment} />}
      <Allergies of={allergies} />
      <NewestResult of={newestResult} />
      <Medicines of={medicines} />
      <Shelves />
    </div>
  );
}

export function Deceased({ at }: { at: string | null }): VNode {
  return (
    <section class="card deceased" aria-label={t('deceased.title')}>
      <h2>{t('deceased.title')}</h2>
      <p>{at ? <T k="deceased.on" with={{ date: dateAsRecorded(at) }} /> : t('deceased.text')}</p>
    </section>
  );
}

const SHELVES: { to: string; icon: IconName; name: Key }[] = [
  { to: '/records', icon: 'list', name: 'shelf.all' },
  { to: '/records?kind=RESULT', icon: 'result', name: 'kind.RESULT' },
  { to: '/records?kind=VISIT', icon: 'stethoscope', name: 'kind.VISIT' },
  { to: '/records?kind=IMMUNIZATION', icon: 'syringe', name: 'kind.IMMUNIZATION' },
  { to: '/records?kind=CONDITION', icon: 'heart', name: 'kind.CONDITION' },
];

/** The ways into the record. */
function Shelves(): VNode {
  return (
    <section class="card shelves" aria-labelledby="shelves">
      <h2 id="shelves">{t('shelf.title')}</h2>
      <ul>
        {SHELVES.map(({ to, icon, name }) => (
          <li key={to}>
            <Link to={to} class="row">
              <Icon name={icon} />
              <span>{t(name)}</span>
              <Icon name="next" />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

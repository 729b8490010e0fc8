import type { VNode } from 'preact';
import type { WallTime } from '../../format';
import { clock, deviceWall, fullDay, parseWallTime, whenFromToday } from '../../language/forms';
import { t, tOf } from '../../language/current';
import { T } from '../../language/T';
import { Card } from '../../parts/card';
import { Icon } from '../../parts/icon';
import { Name, Words } from '../../parts/words';
import type { Patient } from './home';

type Appointment = NonNullable<Patient['dashboard']['nextAppointment']>;

export function NextAppointment({ of }: { of: Appointment | null }): VNode {
  return (
    <Card title={t('appointment.title')} icon="calendar" tone="card-next">
      {of ? <Details of={of} /> : <p class="empty">{t('appointment.none')}</p>}
    </Card>
  );
}

function Details({ of }: { of: Appointment }): VNode {
  const wall = parseWallTime(of.localStart);
  const { clinic, clinician, reason } = of;
  return (
    <>
      {wall ? <When wall={wall} of={of} /> : <p>{of.localStart}</p>}
      {of.status !== 'BOOKED' && <p><span class="chip">{tOf('appointment-status', of.status)}</span></p>}
      {reason && <p><Words of={reason} /></p>}
      {clinician && (
        <p class="with-icon">
          <Icon name="person" />
          <span>
            <Name of={clinician.name} />
            {clinician.specialty && <small class="under"><Words of={clinician.specialty} /></small>}
          </span>
        </p>
      )}
      {clinic && (
        <p class="with-icon">
          <Icon name="place" />
          <span>
            <Words of={clinic.name} />
            <small class="under">
              <bdi>{[clinic.address, clinic.city].filter(Boolean).join(', ')}</bdi>
            </small>
            {clinic.phone && (
              <a class="phone" href={`tel:${clinic.phone.replace(/[^+\d]/g, '')}`}>
                <bdi dir="ltr">{clinic.phone}</bdi>
              </a>
            )}
          </span>
        </p>
      )}
    </>
  );
}

/** The clinic's wall clock is the truth; where this phone's clock shows something else, both are said. */
function When({ wall, of }: { wall: WallTime; of: Appointment }): VNode {
  const phone = deviceWall(Date.parse(of.start));
  const place = of.clinic?.city ?? cityOf(of.zone);
  return (
    <div class="when">
      <p class="when-time"><bdi>{clock(wall)}</bdi></p>
      <p class="when-day">
        {fullDay(wall)} <small>({whenFromToday(wall)})</small>
      </p>
      <p class="hint">
        <T k="appointment.clinic-time" with={{ place }} />
        {!same(wall, phone) && (
          <>
            {' '}
            <T k="appointment.phone-time" with={{ time: `${clock(phone)}, ${fullDay(phone)}` }} />
          </>
        )}
      </p>
    </div>
  );
}

const same = (one: WallTime, other: WallTime): boolean =>
  (['year', 'month', 'day', 'hour', 'minute'] as const).every((part) => one[part] === other[part]);

const cityOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');

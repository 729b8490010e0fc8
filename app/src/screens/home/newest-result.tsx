import type { VNode } from 'preact';
import { dateAsRecorded } from '../../language/forms';
import { t } from '../../language/current';
import { T } from '../../language/T';
import { Card } from '../../parts/card';
import { Icon } from '../../parts/icon';
import { Link } from '../../parts/link';
import { Words } from '../../parts/words';
import { Mark } from '../../reading/mark';
import { Sentence } from '../../reading/sentence';
import { Status } from '../../reading/status';
import { Value } from '../../reading/value';
import { isOutside, verdictOf } from '../../reading/verdict';
import type { Patient } from './home';

type Result = NonNullable<Patient['dashboard']['newestResult']>;

export function NewestResult({ of }: { of: Result | null }): VNode {
  return (
    <Card title={t('newest.title')} icon="result" tone="card-newest">
      {of ? <Summary of={of} /> : <p class="empty">{t('newest.none')}</p>}
    </Card>
  );
}

function Summary({ of }: { of: Result }): VNode {
  const [only] = of.observations;
  return (
    <>
      <p class="newest-title">
        <strong><Words of={of.title} /></strong>
        <small class="under">{dateAsRecorded(of.date)}</small>
      </p>
      <Status of={of.status} />
      {of.observations.length === 1 && only ? <One of={only} /> : <Many of={of.observations} />}
      <Link to={`/results/${encodeURIComponent(of.id)}`} class="onward">
        {t('newest.open')} <Icon name="next" />
      </Link>
    </>
  );
}

function One({ of }: { of: Result['observations'][number] }): VNode {
  return (
    <>
      <p class="reading"><Value of={of.value} /> <Mark of={verdictOf(of)} /></p>
      <p><Sentence of={of} /></p>
    </>
  );
}

/** Several values: how many are marked, by name. Values nobody placed are not called normal. */
function Many({ of }: { of: Result['observations'] }): VNode {
  const outside = of.filter((one) => isOutside(verdictOf(one).place));
  const placed = of.filter((one) => verdictOf(one).place !== 'unknown');
  if (of.length === 0) return <p>{t('newest.no-values')}</p>;
  if (outside.length > 0) {
    return (
      <>
        <p><T k="newest.outside" with={{ count: outside.length, all: of.length }} /></p>
        <ul class="lines">
          {outside.slice(0, 3).map((one) => (
            <li key={one.id} class="reading">
              <Words of={one.code} /> <Value of={one.value} /> <Mark of={verdictOf(one)} />
            </li>
          ))}
        </ul>
      </>
    );
  }
  if (placed.length === of.length) return <p><T k="newest.all-within" with={{ count: of.length }} /></p>;
  if (placed.length === 0) return <p>{t('newest.none-placed')}</p>;
  return <p><T k="newest.some-unknown" with={{ count: of.length - placed.length, all: of.length }} /></p>;
}

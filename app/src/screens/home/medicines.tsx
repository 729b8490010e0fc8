import type { VNode } from 'preact';
import { t } from '../../language/current';
import { T } from '../../language/T';
import { Card } from '../../parts/card';
import { Icon } from '../../parts/icon';
import { Link } from '../../parts/link';
import { Words } from '../../parts/words';
import type { Patient } from './home';

type Medicine = Patient['dashboard']['medicines'][number];
const AT_FIRST = 4;

export function Medicines({ of }: { of: readonly Medicine[] }): VNode {
  return (
    <Card title={t('medicine.title')} icon="pill">
      {of.length === 0 && <p class="empty">{t('medicine.none')}</p>}
      <ul class="lines">{of.slice(0, AT_FIRST).map((medicine) => <Line key={medicine.id} of={medicine} />)}</ul>
      {of.length > AT_FIRST && (
        <details class="fold">
          <summary>{t('medicine.more', { count: of.length - AT_FIRST })}</summary>
          <ul class="lines">{of.slice(AT_FIRST).map((medicine) => <Line key={medicine.id} of={medicine} />)}</ul>
        </details>
      )}
      <Link to="/records?kind=MEDICINE" class="onward">
        {t('medicine.all')} <Icon name="next" />
      </Link>
    </Card>
  );
}

function Line({ of }: { of: Medicine }): VNode {
  return (
    <li>
      <strong><Words of={of.title} /></strong>
      {of.dosage && <small class="under"><bdi>{of.dosage}</bdi></small>}
      {of.reason && <small class="under"><T k="medicine.for" with={{ reason: <Words of={of.reason} /> }} /></small>}
    </li>
  );
}

import type { VNode } from 'preact';
import { t, tOf } from '../../language/current';
import { T } from '../../language/T';
import { Card } from '../../parts/card';
import { Words } from '../../parts/words';
import type { Patient } from './home';

type Allergy = Patient['dashboard']['allergies'][number];

/** Prominent where there are any. Where there are none it says only that the record has none, never that the person has none. */
export function Allergies({ of }: { of: readonly Allergy[] }): VNode {
  return (
    <Card title={t('allergy.title')} icon="alert" tone={of.length > 0 ? 'card-allergy' : ''}>
      {of.length === 0 ? (
        <p class="empty">
          {t('allergy.none')} <small>{t('allergy.none-hint')}</small>
        </p>
      ) : (
        <ul class="lines">{of.map((allergy) => <Line key={allergy.id} of={allergy} />)}</ul>
      )}
    </Card>
  );
}

function Line({ of }: { of: Allergy }): VNode {
  return (
    <li>
      <strong><Words of={of.title} /></strong>
      {of.criticality === 'high' && <span class="chip chip-strong">{t('criticality.high')}</span>}
      {of.clinicalStatus && of.clinicalStatus !== 'active' && <span class="chip">{tOf('status', of.clinicalStatus)}</span>}
      {of.reactions.length > 0 && (
        <small class="under">
          <T k="allergy.reactions" with={{ list: <Reactions of={of.reactions} /> }} />
        </small>
      )}
    </li>
  );
}

function Reactions({ of }: { of: Allergy['reactions'] }): VNode {
  return <>{of.map((reaction, index) => [index > 0 && ', ', <Words key={index} of={reaction} />])}</>;
}

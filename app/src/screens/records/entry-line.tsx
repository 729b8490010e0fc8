import type { ComponentChildren, VNode } from 'preact';
import { dateAsRecorded } from '../../language/forms';
import { t, tOf } from '../../language/current';
import { Icon } from '../../parts/icon';
import { Link } from '../../parts/link';
import { Words } from '../../parts/words';
import { Mark } from '../../reading/mark';
import { verdictOf } from '../../reading/verdict';
import { ICONS } from './kinds';
import type { Entry } from './timeline-page';

/** One line of the record. It opens its result, else its details in place. */
export function EntryLine({ of }: { of: Entry }): VNode {
  if (of.resultId) {
    return (
      <li>
        <Link to={`/results/${encodeURIComponent(of.resultId)}`} class="entry">
          <Head of={of} /> <Icon name="next" />
        </Link>
      </li>
    );
  }
  return (
    <li>
      <details class="entry-fold">
        <summary class="entry">
          <Head of={of} /> <Icon name="down" />
        </summary>
        <Details of={of} />
      </details>
    </li>
  );
}

function Head({ of }: { of: Entry }): VNode {
  const verdict = verdictOf({ value: null, referenceRange: null, interpretation: of.interpretation });
  return (
    <>
      <span class={`entry-icon entry-${of.kind.toLowerCase()}`}><Icon name={ICONS[of.kind] ?? 'records'} /></span>
      <span class="entry-words">
        <span class="entry-kind">{tOf('kind-one', of.kind)}</span>
        <strong><Words of={of.title} /></strong>
        <small>{dateAsRecorded(of.date)}</small>
        {verdict.place !== 'within' && <Mark of={verdict} />}
      </span>
    </>
  );
}

function Details({ of }: { of: Entry }): VNode {
  return (
    <dl class="entry-details">
      {of.detail && <Row name={t('entry.detail')}><bdi>{of.detail}</bdi></Row>}
      {of.status && <Row name={t('entry.status')}>{tOf('status', of.status)}</Row>}
      {of.clinician && <Row name={t('entry.clinician')}><bdi>{of.clinician}</bdi></Row>}
      {of.clinic && <Row name={t('entry.clinic')}><bdi>{of.clinic}</bdi></Row>}
      <Row name={t('entry.date')}>{dateAsRecorded(of.date)}</Row>
    </dl>
  );
}

function Row({ name, children }: { name: string; children: ComponentChildren }): VNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

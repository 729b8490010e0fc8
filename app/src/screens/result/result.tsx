import type { VNode } from 'preact';
import { dateAsRecorded } from '../../language/forms';
import { t } from '../../language/current';
import { T } from '../../language/T';
import { useRead, type Whose } from '../../net/use-read';
import { Result, type ResultData } from '../../ops.gen';
import { Freshness } from '../../parts/freshness';
import { Icon } from '../../parts/icon';
import { Link } from '../../parts/link';
import { Skeleton } from '../../parts/skeleton';
import { Title } from '../../parts/title';
import { Trouble } from '../../parts/trouble';
import { usePutBack } from '../../parts/use-put-back';
import { Words } from '../../parts/words';
import { Status } from '../../reading/status';
import { isOutside, verdictOf } from '../../reading/verdict';
import { Measurement } from './measurement';

type ResultOf = NonNullable<NonNullable<ResultData['patient']>['result']>;

export function ResultScreen({ whose, id }: { whose: Whose; id: string }): VNode {
  const read = useRead(Result, { patientId: whose.patient, id }, whose);
  const result = read.at === 'ready' ? read.data.patient?.result : null;
  usePutBack(read.at === 'ready');
  return (
    <article class="result">
      <Link to="/records?kind=RESULT" class="back"><Icon name="next" /> {t('result.back')}</Link>
      <Title name={t('result.title')}>
        {result ? <Words of={result.title} /> : t('result.title')}
      </Title>
      <Freshness of={read} />
      {read.at === 'loading' && <Skeleton />}
      {read.at === 'failed' && <Trouble why={read.why} again={read.again} />}
      {read.at === 'ready' && (result ? <Body of={result} /> : <p class="card">{t('absent.result')}</p>)}
    </article>
  );
}

function Body({ of }: { of: ResultOf }): VNode {
  return (
    <>
      <p class="meta">
        <span>{dateAsRecorded(of.date)}</span>
        {of.clinic && <bdi>{of.clinic}</bdi>}
        {of.clinician && <bdi>{of.clinician}</bdi>}
      </p>
      <Status of={of.status} />
      {of.conclusion && (
        <section class="card" aria-labelledby="conclusion">
          <h2 id="conclusion">{t('result.conclusion')}</h2>
          <p><Words of={of.conclusion} /></p>
        </section>
      )}
      {of.observations.length === 0 && <p class="card empty">{t('newest.no-values')}</p>}
      {of.observations.map((one) => <Measurement key={one.id} of={one} ofResult={of.status} />)}
      <WhatNext outside={of.observations.filter((one) => isOutside(verdictOf(one).place)).length} />
    </>
  );
}

/** Neutral on purpose: no advice that a clinician did not give. */
function WhatNext({ outside }: { outside: number }): VNode {
  return (
    <section class="card card-quiet" aria-labelledby="what-next">
      <h2 id="what-next">{t('next.title')}</h2>
      <p>{outside > 0 ? <T k="next.outside" with={{ count: outside }} /> : t('next.inside')}</p>
      <p class="hint">{t('next.range')}</p>
    </section>
  );
}

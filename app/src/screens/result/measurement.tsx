import type { VNode } from 'preact';
import { NumberLine } from '../../charts/number-line';
import { Trend } from '../../charts/trend';
import type { ResultData } from '../../ops.gen';
import { Words } from '../../parts/words';
import { Mark } from '../../reading/mark';
import { Sentence } from '../../reading/sentence';
import { Status } from '../../reading/status';
import { Value, valueText } from '../../reading/value';
import { hasLimits, type Measured, verdictOf } from '../../reading/verdict';

type Observation = NonNullable<NonNullable<ResultData['patient']>['result']>['observations'][number];

/** One measurement: its value, where that lies, a sentence, and how it was before. */
export function Measurement({ of, ofResult }: { of: Observation; ofResult: string }): VNode {
  return (
    <section class="card measurement" aria-label={of.code.display}>
      <h2><Words of={of.code} /></h2>
      {of.status !== ofResult && <Status of={of.status} />}
      {(of.value !== null || of.components.length === 0) && <Reading of={of} name={of.code.display} />}
      {of.components.map((component, index) => (
        <div key={index} class="component">
          <h3><Words of={component.code} /></h3>
          <Reading of={component} name={component.code.display} />
        </div>
      ))}
      <Trend name={of.code.display} of={of.trend} range={of.referenceRange} />
    </section>
  );
}

function Reading({ of, name }: { of: Measured; name: string }): VNode {
  const verdict = verdictOf(of);
  const { value, referenceRange: range } = of;
  const comparable = range?.unit === null || (value?.__typename === 'QuantityValue' && value.unit === range?.unit);
  return (
    <>
      <p class="reading"><Value of={value} /> <Mark of={verdict} /></p>
      {value?.__typename === 'QuantityValue' && range && hasLimits(range) && comparable && (
        <NumberLine name={name} value={value.value} text={valueText(value)} range={range} place={verdict.place} />
      )}
      {value !== null && <p class="sentence"><Sentence of={of} /></p>}
    </>
  );
}

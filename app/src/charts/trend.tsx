import type { VNode } from 'preact';
import { dateAsRecorded, written } from '../language/forms';
import { t } from '../language/current';
import { T } from '../language/T';
import type { RangeFragment, ResultData } from '../ops.gen';
import { Mark } from '../reading/mark';
import { verdictOf } from '../reading/verdict';
import { TrendLine } from './trend-line';

type Observation = NonNullable<NonNullable<ResultData['patient']>['result']>['observations'][number];
export type TrendOf = Observation['trend'];
export type TrendPoint = TrendOf['points'][number];

/** Earlier values of the same measurement: a picture, the same as a table, and what was left out. */
export function Trend({ name, of, range }: { name: string; of: TrendOf; range: RangeFragment | null }): VNode | null {
  if (of.points.length === 0 && of.otherUnits === 0) return null;
  const fitting = range && (range.unit === null || of.unit === null || range.unit === of.unit) ? range : null;
  return (
    <section class="trend" aria-label={t('trend.of', { name })}>
      <h3>{t('trend.title')}</h3>
      {of.points.length === 0 && <p class="hint">{t('trend.none')}</p>}
      {of.points.length === 1 && <p class="hint">{t('trend.one')}</p>}
      {of.points.length > 1 && <TrendLine name={name} of={of} range={fitting} />}
      {of.otherUnits > 0 && <p class="hint"><T k="trend.other-units" with={{ count: of.otherUnits }} /></p>}
      {of.points.length > 1 && <Table name={name} of={of} range={fitting} />}
    </section>
  );
}

function Table({ name, of, range }: { name: string; of: TrendOf; range: RangeFragment | null }): VNode {
  return (
    <details class="fold">
      <summary>{t('trend.table')}</summary>
      <table>
        <caption class="unseen">{t('trend.of', { name })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('trend.date')}</th>
            <th scope="col">{of.unit ? <T k="trend.value-in" with={{ unit: of.unit }} /> : t('trend.value')}</th>
          </tr>
        </thead>
        <tbody>
          {[...of.points].reverse().map((point) => (
            <tr key={point.id}>
              <th scope="row">{dateAsRecorded(point.date)}</th>
              <td>
                <bdi dir="ltr">{written(point.text)}</bdi> <Mark of={verdictOf(measured(point, of.unit, range))} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** A point as a measured value: its own mark goes first, else it is compared with the band that is drawn behind it. */
export function measured(point: TrendPoint, unit: string | null, range: RangeFragment | null): Parameters<typeof verdictOf>[0] {
  const value = { __typename: 'QuantityValue', value: point.value, text: point.text, comparator: null, unit, code: null } as const;
  return { value, referenceRange: range, interpretation: point.interpretation };
}

import type { VNode } from 'preact';
import { dateAsRecorded, written } from '../language/forms';
import { t } from '../language/current';
import type { RangeFragment } from '../ops.gen';
import { verdictOf } from '../reading/verdict';
import { Point } from './number-line';
import { bandOn, scaleOf } from './scale';
import { measured, type TrendOf, type TrendPoint } from './trend';

const HEIGHT = 150;

interface Props {
  name: string;
  of: TrendOf;
  range: RangeFragment | null;
}

/** Time runs left to right in every script. The curve is stretched; points and words keep their size. */
export function TrendLine({ name, of, range }: Props): VNode {
  const { points, unit } = of;
  const limits = range ? [range.low, range.high].filter((limit) => limit !== null) : [];
  const up = scaleOf([...points.map((point) => point.value), ...limits]);
  const along = scaleOf(points.map((point) => Date.parse(point.at)), 0.06);
  const band = range && bandOn(up, range.low, range.high);
  const x = (point: TrendPoint): number => along.at(Date.parse(point.at));
  const y = (point: TrendPoint): number => 100 - up.at(point.value);
  return (
    <figure class="chart">
      <svg direction="ltr" role="img" aria-label={spoken(name, of)} width="100%" height={HEIGHT}>
        {band && <rect class="band" x="0" y={`${100 - band.end}%`} width="100%" height={`${band.end - band.start}%`} />}
        {range && limits.map((limit) => <Level key={limit} at={100 - up.at(limit)} text={levelText(range, limit)} />)}
        <svg class="curve" viewBox="0 0 100 100" preserveAspectRatio="none" width="100%" height="100%">
          <polyline points={points.map((point) => `${x(point)},${y(point)}`).join(' ')} />
        </svg>
        {points.map((point) => (
          <Point key={point.id} x={x(point)} y={`${y(point)}%`} place={verdictOf(measured(point, unit, range)).place} size={12} />
        ))}
      </svg>
      <figcaption dir="ltr" aria-hidden="true">
        <bdi>{dateOf(points[0])}</bdi>
        <bdi>{dateOf(points.at(-1))}</bdi>
      </figcaption>
    </figure>
  );
}

function Level({ at, text }: { at: number; text: string }): VNode {
  return (
    <>
      <line class="level" x1="0" x2="100%" y1={`${at}%`} y2={`${at}%`} />
      <text class="limit" x="4" y={`${at}%`} dy={at < 15 ? '1.1em' : '-0.35em'}>
        {text}
      </text>
    </>
  );
}

const levelText = (range: RangeFragment, limit: number): string =>
  written((limit === range.low ? range.lowText : range.highText) ?? String(limit));

const dateOf = (point: TrendPoint | undefined): string => (point ? dateAsRecorded(point.date) : '');

/** The whole series in words, oldest first. */
function spoken(name: string, { points, unit }: TrendOf): string {
  const series = points.map((point) => `${dateAsRecorded(point.date)}: ${written(point.text)}`).join('; ');
  return `${t('trend.of', { name })}${unit ? `, ${unit}` : ''}. ${series}`;
}

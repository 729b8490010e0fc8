import type { VNode } from 'preact';
import { written } from '../language/forms';
import { t } from '../language/current';
import type { RangeFragment } from '../ops.gen';
import { SHAPES } from '../reading/mark';
import { rangeText } from '../reading/sentence';
import type { Place } from '../reading/verdict';
import { bandOn, scaleOf } from './scale';

interface Props {
  name: string;
  value: number;
  text: string;
  range: RangeFragment;
  place: Place;
}

/** The value on a line with its reference band: left is less, right is more, in every script. */
export function NumberLine({ name, value, text, range, place }: Props): VNode | null {
  const limits = [range.low, range.high].filter((limit) => limit !== null);
  const scale = scaleOf([value, ...limits], limits.length === 1 ? 0.6 : 0.35);
  const band = bandOn(scale, range.low, range.high);
  if (!band) return null;
  const label = t('line.label', { name, value: text, range: rangeText(range) });
  return (
    <svg class="number-line" direction="ltr" role="img" aria-label={label} width="100%" height="52">
      <rect class="track" x="0" y="18" width="100%" height="8" rx="4" />
      <rect class="band" x={`${band.start}%`} y="15" width={`${band.end - band.start}%`} height="14" rx="4" />
      {range.low !== null && <Limit at={band.start} text={range.lowText ?? String(range.low)} />}
      {range.high !== null && <Limit at={band.end} text={range.highText ?? String(range.high)} />}
      <Point x={scale.at(value)} y="22" place={place} size={18} />
    </svg>
  );
}

function Limit({ at, text }: { at: number; text: string }): VNode {
  return (
    <text class="limit" x={`${at}%`} y="46" text-anchor={at < 8 ? 'start' : at > 92 ? 'end' : 'middle'}>
      {written(text)}
    </text>
  );
}

/** A point has the shape of its place, so that it can be told apart without colour. */
export function Point({ x, y, place, size }: { x: number; y: string; place: Place; size: number }): VNode {
  return (
    <svg x={`${x}%`} y={y} overflow="visible" class={`point point-${place}`}>
      <path d={SHAPES[place]} transform={`translate(${-size / 2} ${-size / 2}) scale(${size / 12})`} />
    </svg>
  );
}

import type { VNode } from 'preact';
import type { Key } from '../language/catalog';
import { t } from '../language/current';
import type { Verdict } from './verdict';

const NAMES: Record<Verdict['place'], Key | null> = {
  below: 'place.below',
  above: 'place.above',
  within: 'place.within',
  abnormal: 'place.abnormal',
  unknown: null,
};

/** A word and a shape for where the value lies; no mark where nobody said. */
export function Mark({ of }: { of: Verdict }): VNode | null {
  const name = NAMES[of.place];
  if (name === null) return null;
  const tone = of.critical ? 'critical' : of.place === 'within' ? 'within' : 'outside';
  return (
    <span class={`mark mark-${tone}`}>
      <svg class="mark-shape" viewBox="0 0 12 12" aria-hidden="true" focusable="false">
        <path d={SHAPES[of.place]} />
      </svg>
      {t(of.critical ? (of.place === 'below' ? 'place.critical-low' : 'place.critical-high') : name)}
    </span>
  );
}

/** Up for above, down for below, a diamond for abnormal, round for within. */
export const SHAPES: Record<Verdict['place'], string> = {
  above: 'M6 1 11.5 11H.5z',
  below: 'M6 11 .5 1h11z',
  abnormal: 'M6 .3 11.7 6 6 11.7 .3 6z',
  within: 'M6 1.200a4.8 4.8 0 1 1 0 9.6 4.8 4.8 0 0 1 0-9.600z',
  unknown: 'M6 1.200a4.8 4.8 0 1 1 0 9.6 4.8 4.8 0 0 1 0-9.600z',
};

import type { Interpretation, RangeFragment, ReadingFragment } from '../ops.gen';

/** Where a value lies. Words and a shape say it on screen, never colour alone. */
export type Place = 'below' | 'within' | 'above' | 'abnormal' | 'unknown';

export interface Verdict {
  place: Place;
  /** The laboratory called it critical. */
  critical: boolean;
  /** Whether the range, and not only the laboratory's mark, says so. */
  byRange: boolean;
  /** Whether there is a range at all. */
  hasRange: boolean;
}

export interface Measured {
  value: ReadingFragment | null;
  referenceRange: RangeFragment | null;
  interpretation: Interpretation;
}

/** The laboratory's mark goes first; where it gave none, the value is compared with its own range, in the same unit. */
export function verdictOf({ value, referenceRange, interpretation }: Measured): Verdict {
  const compared = comparison(value, referenceRange);
  const marked = MARKED[interpretation];
  const place = marked ?? compared ?? 'unknown';
  return {
    place,
    critical: interpretation === 'CRITICAL_LOW' || interpretation === 'CRITICAL_HIGH',
    byRange: compared !== null && compared === place,
    hasRange: hasLimits(referenceRange),
  };
}

const MARKED: Record<Interpretation, Place | null> = {
  CRITICAL_LOW: 'below',
  LOW: 'below',
  NORMAL: 'within',
  HIGH: 'above',
  CRITICAL_HIGH: 'above',
  ABNORMAL: 'abnormal',
  UNKNOWN: null,
};

export function hasLimits(range: RangeFragment | null): boolean {
  return range !== null && (range.low !== null || range.high !== null);
}

/** Null where comparing would be a guess: no number, "<" or ">", no limits, or limits in another unit. */
function comparison(value: ReadingFragment | null, range: RangeFragment | null): Place | null {
  if (value?.__typename !== 'QuantityValue' || value.comparator || !range || !hasLimits(range)) return null;
  if (range.unit !== null && value.unit !== null && range.unit !== value.unit) return null;
  if (range.low !== null && value.value < range.low) return 'below';
  if (range.high !== null && value.value > range.high) return 'above';
  return 'within';
}

export const isOutside = (place: Place): boolean => place === 'below' || place === 'above' || place === 'abnormal';

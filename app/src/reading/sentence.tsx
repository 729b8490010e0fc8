import type { VNode } from 'preact';
import type { Key } from '../language/catalog';
import { written } from '../language/forms';
import { t } from '../language/current';
import { T } from '../language/T';
import type { RangeFragment } from '../ops.gen';
import { type Measured, type Verdict, verdictOf } from './verdict';

/** The range as people write it: "3.9–5.5 mmol/L", "up to 5.2", or the laboratory's own words. */
export function rangeText(range: RangeFragment): string {
  const low = limit(range.lowText, range.low);
  const high = limit(range.highText, range.high);
  const unit = range.unit ? ` ${range.unit}` : '';
  if (low !== null && high !== null) return `${low}–${high}${unit}`;
  if (high !== null) return t('range.up-to', { limit: together(`${high}${unit}`) });
  if (low !== null) return t('range.from', { limit: together(`${low}${unit}`) });
  return range.text ?? '';
}

/** Isolated left to right: a number stays in front of its unit inside an Arabic phrase. */
const together = (text: string): string => `\u2066${text}\u2069`;

function limit(text: string | null, value: number | null): string | null {
  if (text !== null) return written(text);
  return value === null ? null : written(String(value));
}

/** One plain sentence about a value: what the range and the laboratory say, and nothing more. */
export function Sentence({ of }: { of: Measured }): VNode {
  const verdict = verdictOf(of);
  const range = of.referenceRange ? rangeText(of.referenceRange) : '';
  return (
    <>
      <T k={keyOf(verdict, range !== '')} with={{ range: <span dir="auto">{range}</span> }} />
      {verdict.critical && <> {t('verdict.critical')}</>}
    </>
  );
}

function keyOf(verdict: Verdict, hasWords: boolean): Key {
  if (verdict.place === 'unknown') return hasWords ? 'verdict.range-only' : 'verdict.no-range';
  if (verdict.place === 'abnormal') return 'verdict.marked-abnormal';
  return verdict.byRange ? `verdict.${verdict.place}` : `verdict.marked-${verdict.place}`;
}

/** A straight scale from values to per cent of the width or height. */
export interface Scale {
  at: (value: number) => number;
  from: number;
  to: number;
}

/** Room for every value, with a margin; equal values and single ones get a margin from their own size. */
export function scaleOf(values: readonly number[], margin = 0.15): Scale {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const span = high - low || Math.abs(high) * 0.2 || 1;
  const from = low - span * margin;
  const to = high + span * margin;
  return { from, to, at: (value) => rounded(((value - from) / (to - from)) * 100) };
}

const rounded = (per: number): number => Math.round(Math.min(100, Math.max(0, per)) * 100) / 100;

/** The reference band on a scale; a range that is open on one side runs to the edge. */
export function bandOn(scale: Scale, low: number | null, high: number | null): { start: number; end: number } | null {
  if (low === null && high === null) return null;
  return { start: low === null ? 0 : scale.at(low), end: high === null ? 100 : scale.at(high) };
}

import type { VNode } from 'preact';
import { t, tOf } from '../language/current';

const ORDINARY = new Set(['final', 'completed', 'active', 'finished']);

/** A result's state in words, where it is not simply final. */
export function Status({ of }: { of: string }): VNode | null {
  if (ORDINARY.has(of)) return null;
  return (
    <p class="status">
      <span class="chip chip-strong">{tOf('status', of)}</span>
      {of === 'preliminary' && <small class="under">{t('status-hint.preliminary')}</small>}
      {(of === 'corrected' || of === 'amended') && <small class="under">{t('status-hint.corrected')}</small>}
    </p>
  );
}

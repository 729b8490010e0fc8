import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../language/current';
import type { RecordKind } from '../../ops.gen';
import { Icon } from '../../parts/icon';
import { go } from '../../router';
import { addressOf, KINDS } from './kinds';

const AT_FIRST = 5;

/** Chips that can be pressed together; the choice is part of the address, so the way back keeps it. */
export function KindFilter({ chosen }: { chosen: readonly RecordKind[] }): VNode {
  const [all, setAll] = useState(false);
  const shown = KINDS.filter((kind, index) => all || index < AT_FIRST || chosen.includes(kind));
  const press = (kind: RecordKind): void => {
    const next = chosen.includes(kind) ? chosen.filter((one) => one !== kind) : [...chosen, kind];
    go(addressOf(KINDS.filter((one) => next.includes(one))), 'replace');
  };
  return (
    <div class="chips" role="group" aria-label={t('records.filter')}>
      <button type="button" class="chip-button" aria-pressed={chosen.length === 0} onClick={() => go('/records', 'replace')}>
        {t('records.everything')}
      </button>
      {shown.map((kind) => (
        <button key={kind} type="button" class="chip-button" aria-pressed={chosen.includes(kind)} onClick={() => press(kind)}>
          {chosen.includes(kind) && <Icon name="check" />}
          {t(`kind.${kind}`)}
        </button>
      ))}
      <button type="button" class="chip-button chip-more" aria-expanded={all} onClick={() => setAll(!all)}>
        {t(all ? 'records.fewer' : 'records.more')}
      </button>
    </div>
  );
}

import type { VNode } from 'preact';
import { t } from '../language/current';

/** Grey shapes where the answer will be: nothing jumps when it comes. */
export function Skeleton({ cards = 3 }: { cards?: number }): VNode {
  return (
    <div class="skeletons" role="status" aria-busy="true">
      <span class="unseen">{t('state.loading')}</span>
      {Array.from({ length: cards }, (_, index) => (
        <div key={index} class="card skeleton" aria-hidden="true">
          <i /> <i /> <i />
        </div>
      ))}
    </div>
  );
}

import type { VNode } from 'preact';
import { t } from '../language/current';
import { Icon } from './icon';

/** Why there is nothing to show, and the way on. */
export function Trouble({ why, again }: { why: 'unreachable' | 'fault'; again: () => void }): VNode {
  return (
    <div class="card trouble" role="alert">
      <Icon name={why === 'unreachable' ? 'cloud' : 'alert'} />
      <p>{t(why === 'unreachable' ? 'trouble.unreachable' : 'trouble.fault')}</p>
      <button type="button" class="button" onClick={again}>
        {t('action.retry')}
      </button>
    </div>
  );
}

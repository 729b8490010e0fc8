import type { VNode } from 'preact';
import { deviceMoment } from '../language/forms';
import { t } from '../language/current';
import { T } from '../language/T';
import type { Read } from '../net/use-read';
import { Icon } from './icon';

const JUST_NOW = 60_000;

/** How old what is on screen is: nothing when it is fresh, the time of the copy otherwise. */
export function Freshness({ of }: { of: Read<unknown> & { again: () => void } }): VNode | null {
  if (of.at !== 'ready' || !of.old) return null;
  const time = deviceMoment(of.savedAt);
  if (!of.stuck && Date.now() - of.savedAt < JUST_NOW) return null;
  if (!of.stuck) {
    return (
      <p class="freshness-updating" role="status">
        <T k="copy.updating" with={{ time }} />
      </p>
    );
  }
  return (
    <div class="freshness freshness-old" role="status">
      <Icon name="cloud" />
      <p>
        <strong>
          <T k={of.stuck === 'unreachable' ? 'copy.offline' : 'copy.stale'} with={{ time }} />
        </strong>{' '}
        <small>{t('copy.device-time')}</small>
      </p>
      <button type="button" class="button button-quiet" onClick={of.again}>
        {t('action.retry')}
      </button>
    </div>
  );
}

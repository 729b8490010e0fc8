import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { keepsCopy, setKeepsCopy } from '../../copy/kept';
import { t } from '../../language/current';
import { announce } from '../../parts/announce';
import { update } from '../../session/session';
import { session, type Viewer } from '../../session/state';

/** Off empties the device at once. */
export function CopySwitch({ viewer }: { viewer: Viewer }): VNode {
  const [on, setOn] = useState(keepsCopy());
  const flip = async (): Promise<void> => {
    await setKeepsCopy(!on);
    setOn(keepsCopy());
    const now = session.get();
    if (keepsCopy() && now.at === 'in' && now.fresh) update(viewer);
    announce(t(keepsCopy() ? 'copy.now-on' : 'copy.now-off'));
  };
  return (
    <>
      <label class="switch">
        <input type="checkbox" role="switch" checked={on} onChange={() => void flip()} />
        <span>{t('copy.keep')}</span>
      </label>
      <p class="hint">{t('copy.keep-hint')}</p>
    </>
  );
}

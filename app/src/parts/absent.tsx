import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { Viewer } from '../ops.gen';
import { t } from '../language/current';
import { ask, update } from '../session/session';

/** The server has nothing here for this viewer. A right may have ended: whose records one may see is asked anew. */
export function Absent(): VNode {
  useEffect(() => {
    ask(Viewer, {}).then(({ viewer }) => update(viewer), () => undefined); // the next refresh will tell
  }, []);
  return (
    <div class="card trouble">
      <p>{t('absent.record')}</p>
    </div>
  );
}

import type { VNode } from 'preact';
import { storeOf, useStore } from '../store';

const spoken = storeOf('');

/** Says an outcome to people who do not see it happen. */
export function announce(text: string): void {
  spoken.set('');
  setTimeout(() => spoken.set(text), 50); // a live region speaks only when its text changes
}

export function LiveRegion(): VNode {
  return (
    <div class="unseen" role="status" aria-live="polite">
      {useStore(spoken)}
    </div>
  );
}

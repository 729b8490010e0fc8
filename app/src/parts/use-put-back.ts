import { useEffect, useRef } from 'preact/hooks';
import { leftAt } from '../router';

/** On the way back a page stands where it was left, as soon as it has its content. */
export function usePutBack(ready: boolean): void {
  const waiting = useRef(leftAt());
  useEffect(() => {
    const height = waiting.current;
    if (!ready || height === 0) return;
    waiting.current = 0;
    requestAnimationFrame(() => scrollTo(0, height));
  }, [ready]);
}

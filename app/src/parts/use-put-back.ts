import { useEffect, useRef } from 'preact/hooks';
import { leftAt } from '../router';

/** On the way back a page stands where it was left, as soon as it has its content. */
export function usePutBack(ready: boolean): void {
  const height = useRef(leftAt());
  useEffect(() => {
    if (ready && height.current > 0) requestAnimationFrame(() => scrollTo(0, height.current));
    if (ready) height.current = 0;
  }, [ready]);
}

import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { moved } from '../router';

/**
 * The heading of a page. After a move inside the app it takes the focus, so a screen reader says where one is.
 * `name` also names the tab, and stays in the browser's history after signing out: never a person or a test.
 */
export function Title({ name, children }: { name: string; children?: ComponentChildren }): VNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${name} · Polyclinic`;
  }, [name]);
  useEffect(() => {
    if (moved.byHand) heading.current?.focus({ preventScroll: true });
    moved.byHand = false;
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children ?? name}
    </h1>
  );
}

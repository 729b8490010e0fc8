import type { ComponentChildren, TargetedMouseEvent, VNode } from 'preact';
import { go } from '../router';

interface Props {
  to: string;
  class?: string;
  current?: boolean;
  children: ComponentChildren;
}

/** A link inside the app: an ordinary address, opened without loading the page anew. */
export function Link({ to, class: style, current = false, children }: Props): VNode {
  const follow = (event: TargetedMouseEvent<HTMLAnchorElement>): void => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a href={to} class={style} aria-current={current ? 'page' : undefined} onClick={follow}>
      {children}
    </a>
  );
}

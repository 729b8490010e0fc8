import type { ComponentChildren, VNode } from 'preact';
import type { Key } from './catalog';
import { pattern, shown } from './current';

/** A sentence on screen: whatever it inserts is isolated, so a Latin name cannot turn an Arabic line round. */
export function T({ k, with: values = {} }: { k: Key; with?: Record<string, ComponentChildren> }): VNode {
  const count = typeof values['count'] === 'number' ? values['count'] : undefined;
  const pieces = pattern(k, count).split(/\{(\w+)\}/);
  return <>{pieces.map((piece, index) => (index % 2 === 0 ? piece : inserted(values[piece])))}</>;
}

function inserted(value: ComponentChildren): VNode {
  const text = typeof value === 'number' ? shown(value) : value;
  return <bdi>{text}</bdi>;
}

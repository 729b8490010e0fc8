import type { ComponentChildren, VNode } from 'preact';
import { useId } from 'preact/hooks';
import { Icon, type IconName } from './icon';

interface Props {
  title: string;
  icon: IconName;
  tone?: string;
  children: ComponentChildren;
}

/** A card with a heading that names it. */
export function Card({ title, icon, tone = '', children }: Props): VNode {
  const id = useId();
  return (
    <section class={`card ${tone}`.trim()} aria-labelledby={id}>
      <h2 id={id} class="card-title">
        <Icon name={icon} />
        <span>{title}</span>
      </h2>
      {children}
    </section>
  );
}

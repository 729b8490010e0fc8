import type { VNode } from 'preact';

/** Words that came with a language of their own: a reader's voice and the line direction follow it. */
export function Words({ of }: { of: { display: string; lang: string } }): VNode {
  return <bdi lang={of.lang || undefined}>{of.display}</bdi>;
}

export function Name({ of }: { of: { text: string; lang: string | null } }): VNode {
  return <bdi lang={of.lang ?? undefined}>{of.text}</bdi>;
}

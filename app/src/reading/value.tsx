import type { VNode } from 'preact';
import { written } from '../language/forms';
import { t } from '../language/current';
import { Words } from '../parts/words';
import type { ReadingFragment } from '../ops.gen';

/** A value as the laboratory gave it; number and unit stay together and in their order in every script. */
export function Value({ of }: { of: ReadingFragment | null }): VNode {
  if (of === null) return <span class="value value-none">{t('value.none')}</span>;
  switch (of.__typename) {
    case 'QuantityValue':
      return (
        <bdi class="value" dir="ltr">
          <b>{(of.comparator ?? '') + written(of.text)}</b>
          {of.unit && <span class="unit">{'\u00a0' + of.unit}</span>}
        </bdi>
      );
    case 'CodedValue':
      return <b class="value value-words"><Words of={of.coded} /></b>;
    case 'TextValue':
      return <b class="value value-words"><Words of={{ display: of.text, lang: of.lang }} /></b>;
    default:
      return newer(of);
  }
}

/** A kind of value that this version does not know yet. */
function newer(_of: never): VNode {
  return <span class="value value-none">{t('value.unknown')}</span>;
}

/** The same as plain text, for labels. */
export function valueText(of: ReadingFragment | null): string {
  if (of?.__typename === 'QuantityValue') return `${of.comparator ?? ''}${written(of.text)} ${of.unit ?? ''}`.trim();
  if (of?.__typename === 'CodedValue') return of.coded.display;
  return of?.__typename === 'TextValue' ? of.text : t('value.none');
}

import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../language/current';
import type { Whose } from '../../net/use-read';
import type { RecordKind } from '../../ops.gen';
import { Title } from '../../parts/title';
import { KindFilter } from './kind-filter';
import { kindsIn } from './kinds';
import { TimelinePage } from './timeline-page';

/** How many pages were open when this list was left; the way back opens as many. */
const opened = new Map<string, number>();

/** The whole record, newest first. */
export function RecordsScreen({ whose, kinds: words }: { whose: Whose; kinds: string[] }): VNode {
  const kinds = kindsIn(words);
  const key = [whose.patient, ...kinds].join();
  return (
    <>
      <Title name={t('records.title')} />
      <KindFilter chosen={kinds} />
      <Timeline key={key} name={key} whose={whose} kinds={kinds} />
    </>
  );
}

function Timeline({ name, whose, kinds }: { name: string; whose: Whose; kinds: RecordKind[] }): VNode {
  const [pages, setPages] = useState(() => opened.get(name) ?? 1);
  const [asked, setAsked] = useState(false);
  const more = (count: number): void => {
    opened.set(name, count);
    setPages(count);
    setAsked(true);
  };
  return (
    <div class="timeline">
      <TimelinePage
        whose={whose} kinds={kinds} after={null} left={pages} month={null} asked={asked} more={() => more(pages + 1)}
      />
    </div>
  );
}

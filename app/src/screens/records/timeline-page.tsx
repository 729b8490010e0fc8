import { Fragment, type Ref, type VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { monthAsRecorded } from '../../language/forms';
import { t } from '../../language/current';
import { useRead, type Whose } from '../../net/use-read';
import { type RecordKind, Timeline, type TimelineData } from '../../ops.gen';
import { Absent } from '../../parts/absent';
import { Freshness } from '../../parts/freshness';
import { Skeleton } from '../../parts/skeleton';
import { Trouble } from '../../parts/trouble';
import { usePutBack } from '../../parts/use-put-back';
import { EntryLine } from './entry-line';

type Page = NonNullable<TimelineData['patient']>['timeline'];
export type Entry = Page['edges'][number]['node'];

interface Props {
  whose: Whose;
  kinds: readonly RecordKind[];
  after: string | null;
  /** How many pages are open from here on. */
  left: number;
  /** The month under which the page before this one ended. */
  month: string | null;
  more: () => void;
  /** The last page was asked for by hand: the button that was pressed is gone, so its first entry takes the focus. */
  asked: boolean;
}

const SIZE = 20;

/** One page of the record and, below it, the next one: each is asked for, kept and shown by itself. */
export function TimelinePage(props: Props): VNode {
  const { whose, kinds, after } = props;
  const variables = { patientId: whose.patient, first: SIZE, after, kinds: kinds.length > 0 ? kinds : null };
  const read = useRead(Timeline, variables, whose);
  usePutBack(read.at === 'ready');
  if (read.at === 'loading') return <Skeleton cards={after === null ? 4 : 1} />;
  if (read.at === 'failed') return <Trouble why={read.why} again={read.again} />;
  const page = read.data.patient?.timeline;
  return (
    <>
      {after === null && <Freshness of={read} />}
      {page ? <Lines {...props} page={page} /> : <Absent />}
    </>
  );
}

function Lines({ page, ...props }: Props & { page: Page }): VNode {
  const start = useFocusWhenAsked(props.asked && props.left === 1);
  if (page.edges.length === 0 && props.after === null) {
    return <p class="card empty">{t(props.kinds.length > 0 ? 'records.none-of-kind' : 'records.none')}</p>;
  }
  const groups = byMonth(page.edges.map((edge) => edge.node));
  const last = groups.at(-1)?.month ?? props.month;
  return (
    <>
      {groups.map(({ month, entries }, index) => (
        <Fragment key={month + (entries[0]?.id ?? '')}>
          {month !== props.month && <h2 class="month">{monthAsRecorded(month)}</h2>}
          <ul class="entries" ref={index === 0 ? start : null}>{entries.map((entry) => <EntryLine key={entry.id} of={entry} />)}</ul>
        </Fragment>
      ))}
      <Onward {...props} page={page} month={last} />
    </>
  );
}

function Onward({ page, ...props }: Props & { page: Page }): VNode {
  const { hasNextPage, endCursor } = page.pageInfo;
  if (!hasNextPage) return <p class="hint end">{t('records.end')}</p>;
  if (props.left > 1) return <TimelinePage {...props} after={endCursor} left={props.left - 1} />;
  return (
    <button type="button" class="button button-quiet button-wide" onClick={props.more}>
      {t('records.show-more')}
    </button>
  );
}

function useFocusWhenAsked(asked: boolean): Ref<HTMLUListElement> {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (asked) list.current?.querySelector<HTMLElement>('.entry')?.focus();
  }, []);
  return list;
}

/** Runs of the same month, in the order of the list; "2019" without a month is a run of its own. */
function byMonth(entries: readonly Entry[]): { month: string; entries: Entry[] }[] {
  const groups: { month: string; entries: Entry[] }[] = [];
  for (const entry of entries) {
    const month = entry.date.slice(0, 7);
    const open = groups.at(-1);
    if (open?.month === month) open.entries.push(entry);
    else groups.push({ month, entries: [entry] });
  }
  return groups;
}

import { useEffect, useState } from 'preact/hooks';
import { idOf, keep, kept, type Question, type Saved } from '../copy/kept';
import { language } from '../language/current';
import type { Operation } from '../ops.gen';
import { ask } from '../session/session';
import { useStore } from '../store';
import { answered, holdAnswer } from './answers';
import { UnreachableError } from './errors';
import { attempt } from './reach';

export type Why = 'unreachable' | 'fault';

/** What a screen knows: nothing yet, an answer (older ones say so, and why they were not replaced), or why there is none. */
export type Read<Data> =
  | { at: 'loading' }
  | { at: 'ready'; data: Data; savedAt: number; old: boolean; stuck?: Why }
  | { at: 'failed'; why: Why };

export interface Whose {
  viewer: string;
  patient: string;
}

/** Asks for one person: what is at hand first, then the server's answer. An answer for another person or page is dropped. */
export function useRead<Data, Variables>(
  operation: Operation<Data, Variables>,
  variables: Variables,
  whose: Whose,
): Read<Data> & { again: () => void } {
  const tag = useStore(language).tag;
  const round = useStore(attempt);
  const [own, setOwn] = useState(0);
  const asked: Question = {
    owner: whose.viewer, patient: whose.patient, operation: operation as Question['operation'], variables, language: tag,
  };
  const id = idOf(asked);
  const [state, setState] = useState<{ id: string; read: Read<Data> }>(() => ({ id, read: atHand<Data>(asked) }));

  useEffect(() => {
    let current = true;
    const show = (read: Read<Data>): void => {
      if (current) setState((now) => ({ id, read: now.id === id ? better(now.read, read) : read }));
    };
    show(atHand<Data>(asked));
    void fromCopy<Data>(asked).then((read) => read && show(read));
    void fromServer(operation, variables, asked, () => current).then(show);
    return () => {
      current = false;
    };
  }, [id, round, own]);

  const read = state.id === id ? state.read : atHand<Data>(asked);
  return { ...read, again: () => setOwn((n) => n + 1) };
}

/** An older or a missing answer never takes the place of one that is on screen; copy and refusal may come in either order. */
function better<Data>(now: Read<Data>, next: Read<Data>): Read<Data> {
  if (next.at === 'ready' && next.old && now.at === 'failed') return { ...next, stuck: now.why };
  if (now.at !== 'ready' || (next.at === 'ready' && !next.old)) return next;
  return next.at === 'failed' ? { ...now, old: true, stuck: next.why } : now;
}

const older = <Data>(saved: Saved<Data>): Read<Data> => ({ at: 'ready', ...saved, old: true });

function atHand<Data>(asked: Question): Read<Data> {
  const held = answered<Data>(asked);
  return held ? older(held) : { at: 'loading' };
}

async function fromCopy<Data>(asked: Question): Promise<Read<Data> | null> {
  const saved = await kept<Data>(asked);
  return saved && older(saved);
}

async function fromServer<Data, Variables>(
  operation: Operation<Data, Variables>,
  variables: Variables,
  asked: Question,
  wanted: () => boolean,
): Promise<Read<Data>> {
  try {
    const data = await ask(operation, variables);
    const savedAt = Date.now();
    if (wanted()) {
      holdAnswer(asked, { data, savedAt });
      void keep(asked, data, savedAt).catch(() => undefined); // a full disk must not hide the answer
    }
    return { at: 'ready', data, savedAt, old: false };
  } catch (error) {
    return { at: 'failed', why: error instanceof UnreachableError ? 'unreachable' : 'fault' };
  }
}

import { Home, type Operation, Result, Timeline, Viewer } from '../ops.gen';
import { recall, remember } from '../remembered';
import { inTransaction, type KeptAnswer, promised } from './database';
import { seal, unseal } from './seal';

/** Only these questions leave a copy on the device. */
const COPIED: ReadonlySet<string> = new Set([Viewer, Home, Timeline, Result].map((operation) => operation.id));
const RETENTION = 30 * 24 * 60 * 60 * 1000;

export interface Question {
  owner: string;
  patient: string;
  operation: Operation<unknown, never>;
  variables: unknown;
  language: string;
}

export interface Saved<Data> {
  data: Data;
  savedAt: number;
}

export const keepsCopy = (): boolean => recall('keep') !== 'off' && 'indexedDB' in window && 'subtle' in crypto;

export const idOf = (asked: Question): string =>
  [asked.owner, asked.patient, asked.operation.id, JSON.stringify(asked.variables), asked.language].join('|');

/** Keeps the last good answer, unless meanwhile the owner left: the check and the write are one transaction. */
export async function keep(asked: Question, data: unknown, savedAt: number): Promise<void> {
  if (!keepsCopy() || !COPIED.has(asked.operation.id)) return;
  await settling;
  const id = idOf(asked);
  const answer: KeptAnswer = { id, owner: asked.owner, patient: asked.patient, savedAt, ...(await seal(id, data)) };
  await inTransaction(['answers', 'owner'], 'readwrite', async (transaction) => {
    const owner: unknown = await promised(transaction.objectStore('owner').get('viewer'));
    if (owner === asked.owner) await promised(transaction.objectStore('answers').put(answer));
  });
}

/** The kept answer to exactly this question, or null; also where storage or the key fails. */
export async function kept<Data>(asked: Question): Promise<Saved<Data> | null> {
  if (!keepsCopy()) return null;
  const id = idOf(asked);
  try {
    const answer = await inTransaction(['answers'], 'readonly', (transaction) =>
      promised(transaction.objectStore('answers').get(id) as IDBRequest<KeptAnswer | undefined>),
    );
    if (!answer || Date.now() - answer.savedAt > RETENTION) return null;
    return { data: (await unseal(id, answer.iv, answer.sealed)) as Data, savedAt: answer.savedAt };
  } catch {
    return null;
  }
}

/** Who the copies on this device belong to. */
export async function ownerOfCopies(): Promise<string | null> {
  if (!keepsCopy()) return null;
  try {
    const owner: unknown = await inTransaction(['owner'], 'readonly', (transaction) =>
      promised(transaction.objectStore('owner').get('viewer')),
    );
    return typeof owner === 'string' ? owner : null;
  } catch {
    return null;
  }
}

let settling: Promise<void> = Promise.resolve();

/** Makes `viewer` the owner; another owner's copies go first. Copies of people who are no longer theirs go too, and old ones. */
export function belongTo(viewer: string, people: readonly string[]): Promise<void> {
  settling = keepsCopy() ? settle(viewer, people) : Promise.resolve();
  return settling;
}

async function settle(viewer: string, people: readonly string[]): Promise<void> {
  const allowed = new Set(['', ...people]);
  await inTransaction(['answers', 'owner'], 'readwrite', async (transaction) => {
    await promised(transaction.objectStore('owner').put(viewer, 'viewer'));
    const answers = transaction.objectStore('answers');
    const tooOld = Date.now() - RETENTION;
    await dropWhere(answers, (one) => one.owner !== viewer || !allowed.has(one.patient) || one.savedAt < tooOld);
  });
}

function dropWhere(answers: IDBObjectStore, gone: (answer: KeptAnswer) => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const walk = answers.openCursor();
    walk.onerror = () => reject(walk.error ?? new Error('IndexedDB'));
    walk.onsuccess = () => {
      const cursor = walk.result;
      if (!cursor) return resolve();
      if (gone(cursor.value as KeptAnswer)) cursor.delete();
      cursor.continue();
    };
  });
}

/** Nothing stays: answers, owner, and the key itself, so that bytes left on the disk open for nobody. */
export async function wipe(): Promise<void> {
  if (!('indexedDB' in window)) return;
  await inTransaction(['answers', 'key', 'owner'], 'readwrite', async (transaction) => {
    for (const name of ['answers', 'key', 'owner']) await promised(transaction.objectStore(name).clear());
  });
}

export async function setKeepsCopy(on: boolean): Promise<void> {
  remember('keep', on ? null : 'off');
  if (!on) await wipe();
}

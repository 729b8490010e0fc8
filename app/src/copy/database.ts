/** The device's own small database: one key, one owner, and the answers that were kept for offline reading. */
export interface KeptAnswer {
  /** owner | patient | document | variables | language: nobody else's question fits it. */
  id: string;
  owner: string;
  patient: string;
  savedAt: number;
  iv: Uint8Array<ArrayBuffer>;
  sealed: ArrayBuffer;
}

type StoreName = 'answers' | 'key' | 'owner';

let opening: Promise<IDBDatabase> | null = null;

export function database(): Promise<IDBDatabase> {
  opening ??= open();
  opening.catch(() => (opening = null));
  return opening;
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open('polyclinic', 1);
  request.onupgradeneeded = () => {
    const answers = request.result.createObjectStore('answers', { keyPath: 'id' });
    answers.createIndex('savedAt', 'savedAt');
    answers.createIndex('patient', 'patient');
    request.result.createObjectStore('key');
    request.result.createObjectStore('owner');
  };
  return promised(request).then((db) => {
    db.onversionchange = () => db.close();
    db.onclose = () => (opening = null);
    return db;
  });
}

export function promised<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
  });
}

/** Runs `work` in one transaction and waits until it is on disk. */
export async function inTransaction<T>(
  stores: StoreName[],
  mode: IDBTransactionMode,
  work: (transaction: IDBTransaction) => Promise<T>,
): Promise<T> {
  const transaction = (await database()).transaction(stores, mode);
  const done = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new Error('aborted'));
  });
  const [outcome] = await Promise.all([work(transaction), done]);
  return outcome;
}

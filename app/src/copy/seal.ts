import { inTransaction, promised } from './database';

/** The device's key: AES-GCM, not extractable, so a script can use it but nothing can read it out. */
async function deviceKey(): Promise<CryptoKey> {
  const known = await inTransaction(['key'], 'readonly', (transaction) => promised(readKey(transaction)));
  return known ?? firstKey();
}

const readKey = (transaction: IDBTransaction): IDBRequest<CryptoKey | undefined> =>
  transaction.objectStore('key').get('device') as IDBRequest<CryptoKey | undefined>;

/** Another tab may make one at the same moment: the one that is stored first counts. */
async function firstKey(): Promise<CryptoKey> {
  const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  return inTransaction(['key'], 'readwrite', async (transaction) => {
    const other = await promised(readKey(transaction));
    if (!other) await promised(transaction.objectStore('key').put(fresh, 'device'));
    return other ?? fresh;
  });
}

/** The id of the answer is bound to the bytes: a copy moved under another id does not open. */
const bound = (id: string): BufferSource => new TextEncoder().encode(id);

export async function seal(id: string, value: unknown): Promise<{ iv: Uint8Array<ArrayBuffer>; sealed: ArrayBuffer }> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(value));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bound(id) }, await deviceKey(), plain);
  return { iv, sealed };
}

export async function unseal(id: string, iv: Uint8Array<ArrayBuffer>, sealed: ArrayBuffer): Promise<unknown> {
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: bound(id) }, await deviceKey(), sealed);
  return JSON.parse(new TextDecoder().decode(plain));
}

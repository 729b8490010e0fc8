/** Small choices of this device. Never health data, never a token. A browser may refuse storage: then nothing is remembered. */
export type Remembered = 'device' | 'language' | 'theme' | 'keep' | 'person' | 'signed-in' | 'leaving';

const name = (what: Remembered): string => `polyclinic.${what}`;

export function recall(what: Remembered): string | null {
  try {
    return localStorage.getItem(name(what));
  } catch {
    return null;
  }
}

export function remember(what: Remembered, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(name(what));
    else localStorage.setItem(name(what), value);
  } catch {
    // private windows may refuse; the app works without it
  }
}

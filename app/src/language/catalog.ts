import type english from '../locales/en-GB.json';
import type { Tag } from './tags';

export type Key = keyof typeof english;
type Message = string | Partial<Record<Intl.LDMLPluralRule, string>>;
export type Catalog = Record<Key, Message>;

const CATALOGS: Record<Tag, () => Promise<{ default: Catalog }>> = {
  'en-GB': () => import('../locales/en-GB.json'),
  'ru-RU': () => import('../locales/ru-RU.json'),
  'sr-Latn-RS': () => import('../locales/sr-Latn-RS.json'),
  'kk-KZ': () => import('../locales/kk-KZ.json'),
  'be-BY': () => import('../locales/be-BY.json'),
  'ar-EG': () => import('../locales/ar-EG.json'),
};

export async function catalogOf(tag: Tag): Promise<Catalog> {
  return (await CATALOGS[tag]()).default;
}

/** The words for a key; where it counts, the form of that count. Placeholders are left as they stand. */
export function wordsOf(catalog: Catalog, rules: Intl.PluralRules, key: Key, count?: number): string {
  const message = catalog[key];
  if (typeof message === 'string') return message;
  return message[rules.select(count ?? 0)] ?? message.other ?? key;
}

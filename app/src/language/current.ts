import { recall, remember } from '../remembered';
import { storeOf } from '../store';
import { type Catalog, catalogOf, type Key, wordsOf } from './catalog';
import { loadForms, number } from './forms';
import { type Language, LANGUAGES, languageOf, languageOfBrowser, type Tag } from './tags';

export type Values = Record<string, string | number>;

/** The language that is on screen now; it changes only when its words have arrived. */
export const language = storeOf<Language>(LANGUAGES[0]);

let catalog: Catalog | null = null;
let plurals = new Intl.PluralRules('en-GB');

/** The person's own choice on this device, else the browser's wish. The account's language is for messages only. */
export function firstLanguage(): Language {
  return languageOf(recall('language')) ?? languageOfBrowser(navigator.languages);
}

export async function speak(next: Language): Promise<void> {
  const [words] = await Promise.all([catalogOf(next.tag), loadForms(next.tag)]);
  catalog = words;
  plurals = new Intl.PluralRules(next.tag);
  document.documentElement.lang = next.tag;
  document.documentElement.dir = next.dir;
  language.set(next);
}

export async function choose(tag: Tag): Promise<Language | undefined> {
  const next = languageOf(tag);
  if (!next) return undefined;
  await speak(next);
  remember('language', next.tag);
  return next;
}

/** The pattern with its placeholders still in it. */
export function pattern(key: Key, count?: number): string {
  return catalog ? wordsOf(catalog, plurals, key, count) : '';
}

/** A sentence as plain text: for labels, titles and announcements. On screen use <T>, which isolates what it inserts. */
export function t(key: Key, values: Values = {}): string {
  const count = typeof values['count'] === 'number' ? values['count'] : undefined;
  return pattern(key, count).replace(/\{(\w+)\}/g, (whole, name: string) => shown(values[name] ?? whole));
}

/** Words for a code that may be newer than this app: then the code itself. */
export function tOf(family: string, code: string): string {
  const key = `${family}.${code}` as Key;
  return catalog && key in catalog ? t(key) : code;
}

export function shown(value: string | number): string {
  return typeof value === 'number' ? number(value) : value;
}

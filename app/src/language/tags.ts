import type { Locale } from '../ops.gen';

/** The six languages: BCP 47 with a region (a bare "sr" would be Cyrillic), and the server's name for each. */
export const LANGUAGES = [
  { tag: 'en-GB', locale: 'EN', name: 'English', dir: 'ltr' },
  { tag: 'ru-RU', locale: 'RU', name: 'Русский', dir: 'ltr' },
  { tag: 'sr-Latn-RS', locale: 'SR_LATN', name: 'Srpski', dir: 'ltr' },
  { tag: 'kk-KZ', locale: 'KK', name: 'Қазақша', dir: 'ltr' },
  { tag: 'be-BY', locale: 'BE', name: 'Беларуская', dir: 'ltr' },
  { tag: 'ar-EG', locale: 'AR', name: 'العربية', dir: 'rtl' },
] as const satisfies readonly { tag: string; locale: Locale; name: string; dir: 'ltr' | 'rtl' }[];

export type Language = (typeof LANGUAGES)[number];
export type Tag = Language['tag'];

export function languageOf(tag: string | null | undefined): Language | undefined {
  return LANGUAGES.find((language) => language.tag === tag);
}

/** The first of the browser's languages that the app speaks; Serbian in either script, since Latin is what there is. */
export function languageOfBrowser(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const root = tag.toLowerCase().split('-')[0];
    const found = LANGUAGES.find((language) => language.tag.split('-')[0] === root);
    if (found) return found;
  }
  return LANGUAGES[0];
}

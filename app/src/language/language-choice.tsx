import type { VNode } from 'preact';
import { useId } from 'preact/hooks';
import { Icon } from '../parts/icon';
import { useStore } from '../store';
import { choose, language, t } from './current';
import { type Language, LANGUAGES, type Tag } from './tags';

/** Every language under its own name: nobody has to read another one to find theirs. */
export function LanguageChoice({ chosen }: { chosen?: (language: Language) => void }): VNode {
  const id = useId();
  const now = useStore(language);
  const change = async (tag: string): Promise<void> => {
    const next = await choose(tag as Tag).catch(() => undefined); // its words could not be loaded: nothing changes
    if (next) chosen?.(next);
  };
  return (
    <div class="field">
      <label for={id}>{t('language.label')}</label>
      <div class="select">
        <select id={id} value={now.tag} onChange={(event) => void change(event.currentTarget.value)}>
          {LANGUAGES.map(({ tag, name }) => (
            <option key={tag} value={tag} lang={tag}>
              {name}
            </option>
          ))}
        </select>
        <Icon name="down" />
      </div>
    </div>
  );
}

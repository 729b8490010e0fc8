import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { freshId } from '../../fresh-id';
import { LanguageChoice } from '../../language/language-choice';
import type { Language } from '../../language/tags';
import { t } from '../../language/current';
import { T } from '../../language/T';
import { SetLocale } from '../../ops.gen';
import { announce } from '../../parts/announce';
import { Link } from '../../parts/link';
import { Title } from '../../parts/title';
import { whyNotDone } from '../../session/outcome';
import { ask, signOut, update } from '../../session/session';
import type { Viewer } from '../../session/state';
import { CopySwitch } from './copy-switch';
import { ThemeChoice } from './theme-choice';

export function SettingsScreen({ viewer }: { viewer: Viewer }): VNode {
  return (
    <>
      <Title name={t('settings.title')} />
      <section class="card stack" aria-labelledby="look">
        <h2 id="look">{t('settings.look')}</h2>
        <OwnLanguage />
        <ThemeChoice />
      </section>
      <section class="card stack" aria-labelledby="copy">
        <h2 id="copy">{t('settings.copy')}</h2>
        <CopySwitch viewer={viewer} />
      </section>
      <section class="card stack" aria-labelledby="account">
        <h2 id="account">{t('settings.account')}</h2>
        <p><T k="settings.signed-in" with={{ phone: <span dir="ltr">{viewer.phone}</span> }} /></p>
        <Link to="/claim" class="button button-quiet button-wide">{t('settings.claim')}</Link>
        <button type="button" class="button button-quiet button-wide" onClick={() => void signOut()}>{t('settings.sign-out')}</button>
        <p class="hint">{t('settings.sign-out-hint')}</p>
      </section>
      <section class="card" aria-labelledby="about">
        <h2 id="about">{t('settings.about')}</h2>
        <p>{t('about.not-validated')}</p>
        <p class="hint"><T k="about.version" with={{ version: __APP_VERSION__ }} /></p>
      </section>
    </>
  );
}

/** The app speaks it at once; the server is told so that messages come in it too. */
function OwnLanguage(): VNode {
  const [problem, setProblem] = useState<string | null>(null);
  const latest = useRef('');
  const tell = async ({ locale }: Language): Promise<void> => {
    const idempotencyKey = freshId();
    latest.current = idempotencyKey;
    setProblem(null);
    announce(t('language.changed'));
    try {
      const { setLocale: answer } = await ask(SetLocale, { input: { locale, idempotencyKey } });
      if (latest.current !== idempotencyKey) return;
      if (answer.__typename === 'LocaleSet') update(answer.viewer); // people's names come in the new language
      else setProblem(t('trouble.again'));
    } catch (error) {
      if (latest.current === idempotencyKey) setProblem(`${t('language.only-here')} ${whyNotDone(error)}`);
    }
  };
  return (
    <>
      <LanguageChoice chosen={(language) => void tell(language)} />
      {problem && <p class="problem" role="alert">{problem}</p>}
    </>
  );
}

import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../language/current';
import { setTheme, theme, THEMES } from '../../theme';

export function ThemeChoice(): VNode {
  const [now, setNow] = useState(theme());
  return (
    <fieldset class="choice">
      <legend>{t('theme.label')}</legend>
      <div class="choice-row">
        {THEMES.map((one) => (
          <label key={one} class="choice-one">
            <input
              type="radio"
              name="theme"
              checked={now === one}
              onChange={() => {
                setTheme(one);
                setNow(one);
              }}
            />
            <span>{t(`theme.${one}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

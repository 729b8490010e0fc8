import { render } from 'preact';
import { App } from './app';
import { firstLanguage, speak } from './language/current';
import { LANGUAGES } from './language/tags';
import { watchForReturn } from './net/reach';
import { start } from './session/session';
import { keepShell } from './shell';
import './styles/tokens.css';
import './styles/base.css';
import './styles/frame.css';
import './styles/parts.css';
import './styles/forms.css';
import './styles/charts.css';
import './styles/home.css';
import './styles/records.css';
import './styles/result.css';
import './styles/settings.css';
import { applyTheme } from './theme';

const root = document.getElementById('app');

async function begin(): Promise<void> {
  applyTheme();
  const begun = start(); // the session is asked for while the words are loading
  await speak(firstLanguage()).catch(() => speak(LANGUAGES[0]));
  if (root) render(<App />, root);
  watchForReturn();
  keepShell();
  await begun;
}

void begin();

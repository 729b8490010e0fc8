import { recall, remember } from './remembered';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export function theme(): Theme {
  const known = recall('theme');
  return THEMES.find((one) => one === known) ?? 'system';
}

/** The choice is an attribute on <html>; without one the system decides. */
export function applyTheme(): void {
  const wished = theme();
  if (wished === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = wished;
}

export function setTheme(next: Theme): void {
  remember('theme', next === 'system' ? null : next);
  applyTheme();
}

import { idOf, type Question, type Saved } from '../copy/kept';

/** What this tab has already shown, so that the way back is instant. Gone with the tab and at sign-out. */
const answers = new Map<string, Saved<unknown>>();

export function answered<Data>(asked: Question): Saved<Data> | null {
  return (answers.get(idOf(asked)) as Saved<Data> | undefined) ?? null;
}

export function holdAnswer(asked: Question, saved: Saved<unknown>): void {
  answers.set(idOf(asked), saved);
}

export function forgetAnswers(): void {
  answers.clear();
}

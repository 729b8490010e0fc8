import { t } from '../language/current';
import { UnreachableError } from '../net/errors';

/** A sentence for a write that got no answer. Nothing is queued: the person tries again when connected. */
export function whyNotDone(error: unknown): string {
  return t(error instanceof UnreachableError ? 'write.offline' : 'trouble.fault');
}

/** "in 5 minutes": how long a limit lasts. */
export function waitFor(seconds: number): string {
  return seconds < 60
    ? t('wait.seconds', { count: Math.max(1, Math.ceil(seconds)) })
    : t('wait.minutes', { count: Math.ceil(seconds / 60) });
}

/** A problem that this version does not know yet: the server's own sentence is better than none. */
export function unknownProblem(answer: never): string {
  const { message } = Object(answer) as { message?: unknown };
  return typeof message === 'string' ? message : t('trouble.fault');
}

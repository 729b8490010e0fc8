import { language, t } from '../../language/current';
import { post } from '../../net/post';
import { RequestSignInCode } from '../../ops.gen';
import { deviceId } from '../../session/device';
import { unknownProblem, waitFor, whyNotDone } from '../../session/outcome';
import type { Challenge } from './sign-in';

export type Requested = { challenge: Challenge } | { problem: string; sameIntention: boolean };

/** Asks for a code. The key names the intention: kept when no answer came, so that one wish never sends two messages. */
export async function requestCode(phone: string, idempotencyKey: string): Promise<Requested> {
  try {
    const input = { phone, locale: language.get().locale, deviceId: deviceId(), idempotencyKey };
    const { requestSignInCode: answer } = await post(RequestSignInCode, { input }, null);
    switch (answer.__typename) {
      case 'SignInCodeRequested':
        return { challenge: { id: answer.challengeId, phone, resendAt: answer.resendAt } };
      case 'InvalidInputProblem':
        return refused(t('phone.invalid'));
      case 'RateLimitedProblem':
        return refused(t('phone.limited', { wait: waitFor(answer.retryAfter) }));
      case 'IdempotencyMismatchProblem':
        return refused(t('trouble.again'));
      default:
        return refused(unknownProblem(answer));
    }
  } catch (error) {
    return { problem: whyNotDone(error), sameIntention: true };
  }
}

const refused = (problem: string): Requested => ({ problem, sameIntention: false });

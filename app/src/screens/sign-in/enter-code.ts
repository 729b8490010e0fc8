import { t } from '../../language/current';
import { post } from '../../net/post';
import { SignIn } from '../../ops.gen';
import { deviceId } from '../../session/device';
import { unknownProblem, waitFor, whyNotDone } from '../../session/outcome';
import { arrive, hasLeft } from '../../session/session';

/** Signs in; null when it worked, else the sentence that says what to do. */
export async function enterCode(challengeId: string, code: string): Promise<string | null> {
  try {
    await hasLeft();
    const { signIn: answer } = await post(SignIn, { input: { challengeId, code, deviceId: deviceId() } }, null);
    switch (answer.__typename) {
      case 'SignedIn':
        arrive(answer);
        return null;
      case 'WrongCodeProblem':
        return t('code.wrong', { count: answer.triesLeft });
      case 'CodeExpiredProblem':
        return t('code.expired');
      case 'RateLimitedProblem':
        return t('phone.limited', { wait: waitFor(answer.retryAfter) });
      default:
        return unknownProblem(answer);
    }
  } catch (error) {
    return whyNotDone(error);
  }
}

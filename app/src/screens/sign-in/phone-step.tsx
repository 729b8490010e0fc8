import type { TargetedSubmitEvent, VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { freshId } from '../../fresh-id';
import { t } from '../../language/current';
import { announce } from '../../parts/announce';
import { Field } from '../../parts/field';
import { requestCode } from './request-code';
import type { Challenge } from './sign-in';

interface Props {
  phone: string;
  change: (phone: string) => void;
  done: (challenge: Challenge) => void;
}

export function PhoneStep({ phone, change, done }: Props): VNode {
  const intention = useRef(freshId());
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const write = (value: string): void => {
    intention.current = freshId(); // another number is another wish
    change(value);
  };
  const send = async (event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    if (!/\d/.test(phone)) return setProblem(t('phone.invalid'));
    setBusy(true);
    const answer = await requestCode(phone.trim(), intention.current);
    setBusy(false);
    if ('challenge' in answer) {
      announce(t('code.sent'));
      return done(answer.challenge);
    }
    if (!answer.sameIntention) intention.current = freshId();
    setProblem(answer.problem);
  };

  return (
    <form class="stack" noValidate onSubmit={(event) => void send(event)}>
      <Field
        label={t('phone.label')} hint={t('phone.hint')} problem={problem} value={phone} change={write}
        name="phone" kind="phone"
      />
      <button type="submit" class="button button-wide" aria-disabled={busy}>
        {t(busy ? 'state.wait' : 'phone.send')}
      </button>
    </form>
  );
}

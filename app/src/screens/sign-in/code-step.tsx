import type { TargetedSubmitEvent, VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { freshId } from '../../fresh-id';
import { T } from '../../language/T';
import { t } from '../../language/current';
import { announce } from '../../parts/announce';
import { Field } from '../../parts/field';
import { digitsOf } from './digits';
import { requestCode } from './request-code';
import { enterCode } from './enter-code';
import type { Challenge } from './sign-in';
import { useSecondsUntil } from './use-seconds-until';

interface Props {
  challenge: Challenge;
  back: () => void;
  again: (challenge: Challenge) => void;
}

export function CodeStep({ challenge, back, again }: Props): VNode {
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async (event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    if (code === '') return setProblem(t('code.empty'));
    setBusy(true);
    setProblem(null);
    const refusal = await enterCode(challenge.id, code);
    setBusy(false);
    if (refusal !== null) setProblem(refusal);
  };
  return (
    <>
      <p class="lead">
        <T k="code.lead" with={{ phone: <span dir="ltr">{challenge.phone}</span> }} />
      </p>
      <form class="stack" noValidate onSubmit={(event) => void send(event)}>
        <Field
          label={t('code.label')} hint={t('code.hint')} problem={problem} value={code}
          change={(value) => setCode(digitsOf(value))} name="code" kind="one-time-code"
        />
        <button type="submit" class="button button-wide" aria-disabled={busy}>
          {t(busy ? 'state.wait' : 'code.enter')}
        </button>
      </form>
      <div class="stack stack-tight">
        <Resend challenge={challenge} again={again} failed={setProblem} />
        <button type="button" class="button button-quiet button-wide" onClick={back}>
          {t('code.other-phone')}
        </button>
      </div>
    </>
  );
}

function Resend({ challenge, again, failed }: Omit<Props, 'back'> & { failed: (problem: string) => void }): VNode {
  const left = useSecondsUntil(challenge.resendAt);
  const intention = useRef(freshId());
  const send = async (): Promise<void> => {
    const answer = await requestCode(challenge.phone, intention.current);
    if ('challenge' in answer) {
      intention.current = freshId();
      announce(t('code.sent'));
      return again(answer.challenge);
    }
    if (!answer.sameIntention) intention.current = freshId();
    failed(answer.problem);
  };
  if (left > 0) return <p class="hint resend">{t('code.resend-in', { count: left })}</p>;
  return (
    <button type="button" class="button button-quiet button-wide" onClick={() => void send()}>
      {t('code.resend')}
    </button>
  );
}

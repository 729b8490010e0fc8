import type { TargetedSubmitEvent, VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { freshId } from '../fresh-id';
import { T } from '../language/T';
import { t } from '../language/current';
import { ClaimRecord, Viewer as AskViewer } from '../ops.gen';
import { announce } from '../parts/announce';
import { Field } from '../parts/field';
import { Link } from '../parts/link';
import { Title } from '../parts/title';
import { go } from '../router';
import { unknownProblem, waitFor, whyNotDone } from '../session/outcome';
import { choosePerson } from '../session/person';
import { ask, signOut, update } from '../session/session';
import type { Viewer } from '../session/state';

/** Opens a record with the code that a clinic gave. */
export function ClaimScreen({ viewer, first }: { viewer: Viewer; first: boolean }): VNode {
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const intention = useRef(freshId());

  const write = (value: string): void => {
    intention.current = freshId();
    setCode(value);
  };
  const send = async (event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    if (code.trim() === '') return setProblem(t('claim.empty'));
    setBusy(true);
    setProblem(null);
    const refusal = await claim(code.trim(), intention.current);
    setBusy(false);
    if (refusal !== null) setProblem(refusal);
  };

  return (
    <>
      <Title name={t('claim.title')} />
      <p class="lead">{t('claim.lead')}</p>
      <form class="stack" noValidate onSubmit={(event) => void send(event)}>
        <Field
          label={t('claim.label')} hint={t('claim.hint')} problem={problem} value={code} change={write}
          name="activation-code" kind="activation-code"
        />
        <button type="submit" class="button button-wide" aria-disabled={busy}>
          {t(busy ? 'state.wait' : 'claim.send')}
        </button>
      </form>
      {first ? <Leave phone={viewer.phone} /> : <Link to="/settings" class="button button-quiet button-wide">{t('action.cancel')}</Link>}
    </>
  );
}

function Leave({ phone }: { phone: string }): VNode {
  return (
    <div class="stack stack-tight">
      <p class="hint">
        <T k="settings.signed-in" with={{ phone: <span dir="ltr">{phone}</span> }} />
      </p>
      <Link to="/settings" class="button button-quiet button-wide">{t('nav.settings')}</Link>
      <button type="button" class="button button-quiet button-wide" onClick={() => void signOut()}>{t('settings.sign-out')}</button>
    </div>
  );
}

/** Null when it worked, else the sentence that says what to do. */
async function claim(activationCode: string, idempotencyKey: string): Promise<string | null> {
  try {
    const { claimRecord: answer } = await ask(ClaimRecord, { input: { activationCode, idempotencyKey } });
    switch (answer.__typename) {
      case 'RecordClaimed':
        await opened(answer.person.patientId, answer.person.name.text);
        return null;
      case 'InvalidActivationCodeProblem':
        return t('claim.invalid');
      case 'RateLimitedProblem':
        return t('phone.limited', { wait: waitFor(answer.retryAfter) });
      case 'IdempotencyMismatchProblem':
        return t('trouble.again');
      default:
        return unknownProblem(answer);
    }
  } catch (error) {
    return whyNotDone(error);
  }
}

async function opened(patientId: string, name: string): Promise<void> {
  update((await ask(AskViewer, {})).viewer);
  choosePerson(patientId);
  announce(t('claim.done', { name }));
  go('/home', 'replace');
}

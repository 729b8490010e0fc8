import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { LanguageChoice } from '../../language/language-choice';
import { t } from '../../language/current';
import { Title } from '../../parts/title';
import { CodeStep } from './code-step';
import { PhoneStep } from './phone-step';

export interface Challenge {
  id: string;
  phone: string;
  resendAt: string;
}

/** Phone, then code. The phone number stays when one steps back. */
export function SignInScreen({ why }: { why: 'new' | 'left' | 'ended' }): VNode {
  const [phone, setPhone] = useState('');
  const [challenge, setChallenge] = useState<Challenge | null>(null);
  return (
    <>
      <Title key={challenge ? 'code' : 'phone'} name={t(challenge ? 'code.title' : 'sign-in.title')} />
      {challenge ? (
        <CodeStep challenge={challenge} back={() => setChallenge(null)} again={setChallenge} />
      ) : (
        <>
          <p class="lead">{t(why === 'new' ? 'sign-in.lead' : why === 'left' ? 'sign-in.left' : 'sign-in.ended')}</p>
          <PhoneStep phone={phone} change={setPhone} done={setChallenge} />
          <LanguageChoice />
        </>
      )}
    </>
  );
}

import type { VNode } from 'preact';
import { useId } from 'preact/hooks';
import { Icon } from './icon';

interface Props {
  label: string;
  hint: string;
  problem: string | null;
  value: string;
  change: (value: string) => void;
  name: string;
  kind: 'phone' | 'one-time-code' | 'activation-code';
}

/** What a phone's keyboard and password store should know about each kind. All three read left to right everywhere. */
const KINDS = {
  phone: { type: 'tel', autocomplete: 'tel', inputmode: 'tel' },
  'one-time-code': { type: 'text', autocomplete: 'one-time-code', inputmode: 'numeric', class: 'code' },
  'activation-code': { type: 'text', autocomplete: 'off', autocapitalize: 'characters', spellcheck: false, class: 'code' },
} as const;

/** A labelled input; the hint and the problem are read out with it. */
export function Field({ label, hint, problem, value, change, name, kind }: Props): VNode {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <p class="hint" id={`${id}-hint`}>{hint}</p>
      <input
        {...KINDS[kind]}
        name={name}
        dir="ltr"
        required
        id={id}
        value={value}
        onInput={(event) => change(event.currentTarget.value)}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? `${id}-problem ${id}-hint` : `${id}-hint`}
      />
      {problem && (
        <p class="problem" id={`${id}-problem`} role="alert">
          <Icon name="alert" /> <span>{problem}</span>
        </p>
      )}
    </div>
  );
}

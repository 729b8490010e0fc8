import type { VNode } from 'preact';
import { t } from '../../language/current';
import { announce } from '../../parts/announce';
import { Icon } from '../../parts/icon';
import { Name } from '../../parts/words';
import { choosePerson } from '../../session/person';
import type { Person } from '../../session/state';

/** Everyone whose record this person may open. */
export function PersonChoice({ people, now }: { people: readonly Person[]; now: Person }): VNode | null {
  if (people.length < 2) return null;
  const choose = (person: Person): void => {
    choosePerson(person.patientId);
    announce(t('people.now', { name: person.name.text }));
  };
  return (
    <ul class="people" aria-label={t('people.label')}>
      {people.map((person) => (
        <li key={person.patientId}>
          <button
            type="button"
            class="person"
            aria-pressed={person.patientId === now.patientId}
            onClick={() => choose(person)}
          >
            <span class="face" aria-hidden="true">{person.patientId === now.patientId ? <Icon name="check" /> : initial(person.name.text)}</span>
            <span class="person-name">
              <Name of={person.name} />
              <small>{t(person.deceased ? 'relation.deceased' : `relation.${person.relation}`)}</small>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

const initial = (name: string): string => [...name.trim()][0]?.toLocaleUpperCase() ?? '';

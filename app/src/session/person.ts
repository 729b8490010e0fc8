import { recall, remember } from '../remembered';
import { storeOf } from '../store';
import type { Person, Viewer } from './state';

/** The patient chosen in this tab; a new tab begins with the device's last choice. */
export const chosen = storeOf<string | null>(recall('person'));

export function choosePerson(patientId: string): void {
  remember('person', patientId);
  chosen.set(patientId);
}

export function forgetPerson(): void {
  remember('person', null);
  chosen.set(null);
}

/** Whose record is on screen: the choice while it is allowed, else the viewer's own, else the first. */
export function personOf(viewer: Viewer, wanted: string | null): Person | undefined {
  const { people } = viewer;
  return (
    people.find((person) => person.patientId === wanted) ??
    people.find((person) => person.relation === 'SELF') ??
    people[0]
  );
}

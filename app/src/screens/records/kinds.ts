import type { RecordKind } from '../../ops.gen';
import type { IconName } from '../../parts/icon';

/** Every kind of entry, the ones people look for first in front. */
export const KINDS: readonly RecordKind[] = [
  'RESULT', 'VISIT', 'MEDICINE', 'IMMUNIZATION', 'CONDITION', 'ALLERGY', 'VITAL', 'PROCEDURE', 'IMAGING',
  'DOCUMENT', 'REFERRAL', 'SURVEY', 'CARE_PLAN', 'GOAL', 'CARE_TEAM',
];

export const ICONS: Record<RecordKind, IconName> = {
  RESULT: 'result',
  VISIT: 'stethoscope',
  MEDICINE: 'pill',
  IMMUNIZATION: 'syringe',
  CONDITION: 'heart',
  ALLERGY: 'alert',
  VITAL: 'heart',
  PROCEDURE: 'check',
  IMAGING: 'image',
  DOCUMENT: 'records',
  REFERRAL: 'flag',
  SURVEY: 'list',
  CARE_PLAN: 'list',
  GOAL: 'flag',
  CARE_TEAM: 'people',
};

/** The kinds an address names; an unknown word in it is left out. */
export function kindsIn(words: readonly string[]): RecordKind[] {
  return KINDS.filter((kind) => words.includes(kind));
}

export function addressOf(kinds: readonly RecordKind[]): string {
  return kinds.length === 0 ? '/records' : `/records?${kinds.map((kind) => `kind=${kind}`).join('&')}`;
}

import type { MaybeData, MaybeVariables } from "./expected";

export const variables: MaybeVariables = { a: true };
export const right = (answer: MaybeData): string | undefined => answer.clinic.phone + (answer.clinic.id ?? "") + answer.other?.name;

export function wrong(answer: MaybeData): unknown {
  const id: string = answer.clinic.id; // refused: TS2322
  const name: string = answer.clinic.name; // refused: TS2322
  const city: string | null = answer.clinic.city; // refused: TS2322
  const address: string = answer.clinic.address; // refused: TS2322
  const other: string = answer.other.id; // refused: TS18048
  const none: MaybeVariables = { b: null }; // refused: TS2741
  return [id, name, city, address, other, none];
}

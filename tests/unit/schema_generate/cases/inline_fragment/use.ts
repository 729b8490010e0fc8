import type { InlineData } from "./expected";

export const right = (answer: InlineData): string => answer.clinic.id + answer.clinic.name + answer.other.id;

export function wrong(answer: InlineData): unknown {
  const city: string = answer.clinic.city; // refused: TS2322
  return [city, answer.other.name]; // refused: TS2339
}

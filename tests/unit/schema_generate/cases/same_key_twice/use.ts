import type { TwiceData } from "./expected";

export function right(answer: TwiceData): string {
  const slot = answer.slot;
  const next = slot.next === null ? "" : slot.next.id + slot.next.at;
  return slot.id + slot.at + slot.clinic.id + slot.clinic.name + next + answer.slots.map((one) => one.id + one.at) + answer.twice.id;
}

export function wrong(answer: TwiceData): unknown {
  const at: string = answer.twice.at; // refused: TS2322
  const next: string = answer.slot.next.id; // refused: TS18047
  return [at, next, answer.either.id, answer.slot.name]; // refused: TS18048 TS2339
}

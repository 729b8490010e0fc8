import type { OfClinicFragment, OfNamedFragment, SendersData } from "./expected";

export function right(answer: SendersData): string {
  const sender = answer.sender;
  if (sender.__typename === "Robot") return "robot";
  const named: OfNamedFragment = sender;
  if (sender.__typename === "Person") return named.name + (sender.phone ?? "");
  const clinic: OfClinicFragment = sender;
  return clinic.city;
}

export function wrong(answer: SendersData): unknown {
  if (answer.sender.__typename === "Robot") return answer.sender.name; // refused: TS2339
  if (answer.sender.__typename === "Person") return answer.sender.city; // refused: TS2339
  if (answer.named.__typename === "Person") return answer.named.city; // refused: TS2339
  return answer.named.name; // refused: TS2339
}

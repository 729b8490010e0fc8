import { Last, type LastData } from "./expected";

export function words(answer: LastData): string {
  const last = answer.last;
  switch (last.__typename) {
    case "Booked":
      return last.id + (last.worst?.__typename ?? "");
    case "SlotTaken":
      return last.next.join(last.code);
    case "TooLate":
      return last.code;
    default: {
      const never: never = last;
      return never;
    }
  }
}

export function wrong(answer: LastData): unknown {
  if (answer.last.__typename === "Removed") return 1; // refused: TS2367
  if (answer.last.__typename === "TooLate") return answer.last.next; // refused: TS2339
  return answer.last.id; // refused: TS2339
}

export const id: string = Last.id;
export const gone = Last.hash; // refused: TS2339

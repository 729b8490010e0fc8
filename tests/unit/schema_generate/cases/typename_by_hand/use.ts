import type { ByHandData } from "./expected";

export function right(answer: ByHandData): string {
  if (answer.value.kind === "Text") return answer.value.text;
  if (answer.again.__typename === "Code") return answer.again.code;
  const self: "Code" = answer.self.__typename;
  return self;
}

export function wrong(answer: ByHandData): unknown {
  const self: "Text" = answer.self.__typename; // refused: TS2322
  const maybe: "Code" | "Text" = answer.again.maybe; // refused: TS2322
  return [answer.value.__typename === "Value", self, maybe]; // refused: TS2367
}

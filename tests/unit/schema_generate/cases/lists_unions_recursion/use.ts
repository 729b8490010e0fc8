import type { Filter, ListsData, ListsVariables, Status } from "./expected";

export const filter: Filter = { and: [{ not: { status: ["OPEN", null] } }], any: [[1], null] };
export const variables: ListsVariables = { filter, sort: "DESC" };

export function right(answer: ListsData): string {
  const status: Status = answer.status;
  const part = answer.parts[0];
  if (part?.__typename === "Text") return part.text;
  const inner = part?.parts?.[0];
  const title = inner?.__typename === "Group" ? inner.title : null;
  return status + (title?.__typename === "Text" ? title.text : "") + answer.tags?.[0]?.length + answer.grid[0]?.[0];
}

export function wrong(answer: ListsData): unknown {
  const tags: string[] = answer.tags ?? []; // refused: TS2322
  const status: "OPEN" = answer.status; // refused: TS2322
  return [tags, status, answer.parts[0].__typename]; // refused: TS2533
}

export const odd: Filter = { status: ["LOST"] }; // refused: TS2322
export const deep: Filter = { and: [{ and: [null] }] }; // refused: TS2322

// Written by `python -m polyclinic_schema.generate` from schema/schema.graphql and schema/operations; do not edit.

export type Operation<Data, Variables> = {
  readonly name: string;
  readonly id: string;
  readonly text: string;
  readonly types?: (variables: Variables) => Data;
};

export type Wanted = {
  keys?: ReadonlyArray<string>;
  at: string;
  first?: number;
  note?: string | null;
  limit?: number | null;
};

export type FindData = {
  find: string;
};
export type FindVariables = {
  wanted: Wanted;
  first?: number;
  unused?: number | null;
};
export const Find: Operation<FindData, FindVariables> = {
  name: "Find",
  id: "4aba7c8803d85344bb0b43f0dbea432d304fabc79e9468e8e744e375ae192f1f",
  text: "query Find($wanted:Wanted!$first:Int!=10$unused:Int)@a(unused:$unused){find(wanted:$wanted first:$first)}",
};

export type PlainData = {
  find: string;
};
export type PlainVariables = Record<string, never>;
export const Plain: Operation<PlainData, PlainVariables> = {
  name: "Plain",
  id: "fc7ba57206615c3cc5367790b7415a5ed45bfff7b6a949f5b306deecf580083d",
  text: "query Plain{find(wanted:{at:\"now\"})}",
};

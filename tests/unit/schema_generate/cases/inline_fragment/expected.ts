// Written by `python -m polyclinic_schema.generate` from schema/schema.graphql and schema/operations; do not edit.

export type Operation<Data, Variables> = {
  readonly name: string;
  readonly id: string;
  readonly text: string;
  readonly types?: (variables: Variables) => Data;
};

export type InlineData = {
  clinic: {
    id: string;
    name: string;
    city: string | null;
  };
  other: {
    id: string;
  };
};
export type InlineVariables = Record<string, never>;
export const Inline: Operation<InlineData, InlineVariables> = {
  name: "Inline",
  id: "7531f739afe5b3238f0d2380176855131fe281dc0fd192020dba4afd2fbaa3e6",
  text: "query Inline{clinic{id ...on Clinic{name ...{city}}}...on Query{other:clinic{id}}}",
};

// Written by `python -m polyclinic_schema.generate` from schema/schema.graphql and schema/operations; do not edit.

export type Operation<Data, Variables> = {
  readonly name: string;
  readonly id: string;
  readonly text: string;
  readonly types?: (variables: Variables) => Data;
};

export type NextFragment = {
  next: {
    id: string;
    at: string;
  } | null;
};

export type SlotsFragment = {
  slots: Array<{
    id: string;
  }>;
};

export type TwiceData = {
  slot: {
    id: string;
    clinic: {
      id: string;
      name: string;
    };
    at: string;
    next: {
      id: string;
      at: string;
    } | null;
  };
  slots: Array<{
    id: string;
    at: string;
  }>;
  twice: {
    id: string;
    at?: string;
  };
  either?: {
    id?: string;
    at?: string;
  };
};
export type TwiceVariables = {
  more: boolean;
};
export const Twice: Operation<TwiceData, TwiceVariables> = {
  name: "Twice",
  id: "9e57652c1472f81234aa0ed5c5fac78f786b48986f14e939d237a13728f0d696",
  text: "query Twice($more:Boolean!){slot{id clinic{id}}slot{at clinic{name}...Next}...Slots slots{at}twice:slot{id}twice:slot@include(if:$more){at}either:slot@include(if:$more){id}either:slot@skip(if:$more){at}}fragment Next on Slot{next{id}next{at}}fragment Slots on Query{slots{id}}",
};

// Written by `python -m polyclinic_schema.generate` from schema/schema.graphql and schema/operations; do not edit.

export type Operation<Data, Variables> = {
  readonly name: string;
  readonly id: string;
  readonly text: string;
  readonly types?: (variables: Variables) => Data;
};

export type AddressFragment = {
  address: string;
};

export type MaybeData = {
  clinic: {
    id?: string;
    name?: string;
    city?: string | null;
    address?: string;
    phone: string;
  };
  other?: {
    id: string;
    name: string;
  };
};
export type MaybeVariables = {
  a: boolean;
  b?: boolean | null;
};
export const Maybe: Operation<MaybeData, MaybeVariables> = {
  name: "Maybe",
  id: "7d067c1d5bf9ebc149afce08d1da66a4f9353d715af6b23ecc3f1e37f55890e9",
  text: "query Maybe($a:Boolean!$b:Boolean=false){clinic{id@include(if:$a)name@skip(if:$b)...@include(if:$a){city}...Address@skip(if:$a)phone phone@include(if:$a)}other:clinic@include(if:$a){id name}}fragment Address on Clinic{address}",
};

// Written by `python -m polyclinic_schema.generate` from schema/schema.graphql and schema/operations; do not edit.

export type Operation<Data, Variables> = {
  readonly name: string;
  readonly id: string;
  readonly text: string;
  readonly types?: (variables: Variables) => Data;
};

export type ByHandData = {
  value:
    | {
        __typename: "Code";
        kind: "Code";
      }
    | {
        __typename: "Text";
        kind: "Text";
        text: string;
      };
  again:
    | {
        __typename: "Code";
        code: string;
        maybe?: "Code";
      }
    | {
        __typename: "Text";
        maybe?: "Text";
      };
  self: {
    __typename: "Code";
    code: string;
  };
};
export type ByHandVariables = {
  hide: boolean;
};
export const ByHand: Operation<ByHandData, ByHandVariables> = {
  name: "ByHand",
  id: "c01a36daca8a27d9452c0df088d56fb4ac3f6cf109ed8be55f905c8559ca51bf",
  text: "query ByHand($hide:Boolean!){value{__typename kind:__typename ...on Text{text}}again:value{__typename ...on Code{__typename code}maybe:__typename@skip(if:$hide)}self{__typename code}}",
};

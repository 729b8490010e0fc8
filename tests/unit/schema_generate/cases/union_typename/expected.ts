// Written by `python -m polyclinic_schema.generate` from schema/schema.graphql and schema/operations; do not edit.

export type Operation<Data, Variables> = {
  readonly name: string;
  readonly id: string;
  readonly text: string;
  readonly types?: (variables: Variables) => Data;
};

export type LastData = {
  last:
    | {
        __typename: "Booked";
        id: string;
        worst: {
          __typename: "SlotTaken" | "TooLate";
          code: string;
        } | null;
      }
    | {
        __typename: "SlotTaken";
        next: Array<string>;
        code: string;
      }
    | {
        __typename: "TooLate";
        code: string;
      };
};
export type LastVariables = Record<string, never>;
export const Last: Operation<LastData, LastVariables> = {
  name: "Last",
  id: "adc2fa4eb0d0e6fc7aa5318a512a8f0fdc9c0a3be86b845a30bde60020273673",
  text: "query Last{last{__typename ...on Booked{id worst{__typename code}}...on SlotTaken{next}...on Problem{code}}}",
};

// Written by `python -m polyclinic_schema.generate` from schema/schema.graphql and schema/operations; do not edit.

export type Operation<Data, Variables> = {
  readonly name: string;
  readonly id: string;
  readonly text: string;
  readonly types?: (variables: Variables) => Data;
};

export type OfClinicFragment = {
  city: string;
};

export type OfLivingFragment = {
  __typename: "Person";
  phone: string | null;
};

export type OfNamedFragment = {
  __typename: "Clinic" | "Person";
  name: string;
};

export type SendersData = {
  sender:
    | {
        __typename: "Clinic";
        city: string;
        name: string;
      }
    | {
        __typename: "Person";
        name: string;
        phone: string | null;
      }
    | {
        __typename: "Robot";
      };
  named:
    | {
        __typename: "Clinic";
        city: string;
      }
    | {
        __typename: "Person";
      };
};
export type SendersVariables = Record<string, never>;
export const Senders: Operation<SendersData, SendersVariables> = {
  name: "Senders",
  id: "72e191dd3daf8045f30550eb4ad4e54c1ce198b71547b82dee423d828b33575c",
  text: "query Senders{sender{__typename ...OfClinic ...OfNamed ...OfLiving}named{__typename ...OfClinic}}fragment OfClinic on Clinic{city}fragment OfLiving on Living{__typename ...on Person{phone}}fragment OfNamed on Named{__typename name}",
};

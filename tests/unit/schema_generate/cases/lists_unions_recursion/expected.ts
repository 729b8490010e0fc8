// Written by `python -m polyclinic_schema.generate` from schema/schema.graphql and schema/operations; do not edit.

export type Operation<Data, Variables> = {
  readonly name: string;
  readonly id: string;
  readonly text: string;
  readonly types?: (variables: Variables) => Data;
};

export type Sort = "ASC" | "DESC";

export type Status = "OPEN" | "CLOSED";

export type Filter = {
  and?: ReadonlyArray<Filter> | null;
  not?: Filter | null;
  status?: ReadonlyArray<Status | null> | null;
  any?: ReadonlyArray<ReadonlyArray<number> | null> | null;
};

export type ListsData = {
  tags: Array<string | null> | null;
  grid: Array<Array<number> | null>;
  status: Status;
  at: string | null;
  parts: Array<
    | {
        __typename: "Text";
        text: string;
      }
    | {
        __typename: "Group";
        parts: Array<
          | {
              __typename: "Text";
              text: string;
            }
          | {
              __typename: "Group";
              title:
                | {
                    __typename: "Text";
                    text: string;
                  }
                | {
                    __typename: "Group";
                  }
                | null;
            }
          | null
        > | null;
      }
    | null
  >;
};
export type ListsVariables = {
  filter?: Filter | null;
  sort?: Sort | null;
};
export const Lists: Operation<ListsData, ListsVariables> = {
  name: "Lists",
  id: "e711d7433dd437e5ee4c1c549b787ad0a31de60dcfe62b401cd668805daef9e2",
  text: "query Lists($filter:Filter$sort:Sort){tags grid status at parts(filter:$filter sort:$sort){__typename ...on Text{text}...on Group{parts{__typename ...on Text{text}...on Group{title{__typename ...on Text{text}}}}}}}",
};

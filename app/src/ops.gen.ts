// Written by `python -m polyclinic_schema.generate` from schema/schema.graphql and schema/operations; do not edit.

export type Operation<Data, Variables> = {
  readonly name: string;
  readonly id: string;
  readonly text: string;
  readonly types?: (variables: Variables) => Data;
};

export type AppointmentStatus = "PROPOSED" | "PENDING" | "BOOKED" | "ARRIVED" | "FULFILLED" | "CANCELLED" | "NOSHOW" | "ENTERED_IN_ERROR" | "CHECKED_IN" | "WAITLIST";

export type Interpretation = "CRITICAL_LOW" | "LOW" | "NORMAL" | "HIGH" | "CRITICAL_HIGH" | "ABNORMAL" | "UNKNOWN";

export type Locale = "EN" | "RU" | "SR_LATN" | "KK" | "BE" | "AR";

export type RecordKind = "VISIT" | "RESULT" | "VITAL" | "SURVEY" | "CONDITION" | "MEDICINE" | "IMMUNIZATION" | "ALLERGY" | "PROCEDURE" | "IMAGING" | "DOCUMENT" | "CARE_PLAN" | "GOAL" | "CARE_TEAM" | "REFERRAL";

export type Relation = "SELF" | "CHILD" | "PARENT" | "SPOUSE" | "GRANDPARENT" | "OTHER";

export type ClaimRecordInput = {
  activationCode: string;
  idempotencyKey: string;
};

export type RefreshSessionInput = {
  deviceId: string;
};

export type RequestSignInCodeInput = {
  phone: string;
  locale: Locale;
  deviceId: string;
  idempotencyKey: string;
};

export type SetLocaleInput = {
  locale: Locale;
  idempotencyKey: string;
};

export type SignInInput = {
  challengeId: string;
  code: string;
  deviceId: string;
};

export type SignOutInput = {
  deviceId: string;
};

export type RangeFragment = {
  low: number | null;
  high: number | null;
  lowText: string | null;
  highText: string | null;
  unit: string | null;
  text: string | null;
};

export type ReadingFragment =
  | {
      __typename: "QuantityValue";
      value: number;
      text: string;
      comparator: string | null;
      unit: string | null;
      code: string | null;
    }
  | {
      __typename: "CodedValue";
      coded: {
        display: string;
        lang: string;
      };
    }
  | {
      __typename: "TextValue";
      text: string;
      lang: string;
    };

export type ClaimRecordData = {
  claimRecord:
    | {
        __typename: "RecordClaimed";
        person: {
          patientId: string;
          relation: Relation;
          birthDate: string | null;
          deceased: boolean;
          name: {
            text: string;
            lang: string | null;
          };
        };
      }
    | {
        __typename: "InvalidActivationCodeProblem" | "IdempotencyMismatchProblem";
        code: string;
        message: string;
      }
    | {
        __typename: "RateLimitedProblem";
        code: string;
        message: string;
        retryAfter: number;
      };
};
export type ClaimRecordVariables = {
  input: ClaimRecordInput;
};
export const ClaimRecord: Operation<ClaimRecordData, ClaimRecordVariables> = {
  name: "ClaimRecord",
  id: "225864d6c23a9c76fc28d03e4ee4fe864607ba027fd5fc4c49557049b046263b",
  text: "mutation ClaimRecord($input:ClaimRecordInput!){claimRecord(input:$input){__typename ...on RecordClaimed{person{patientId relation birthDate deceased name{text lang}}}...on InvalidActivationCodeProblem{code message}...on RateLimitedProblem{code message retryAfter}...on IdempotencyMismatchProblem{code message}}}",
};

export type HomeData = {
  patient: {
    id: string;
    name: {
      text: string;
      lang: string | null;
    };
    deceased: boolean;
    deceasedAt: string | null;
    dashboard: {
      nextAppointment: {
        id: string;
        status: AppointmentStatus;
        start: string;
        end: string;
        localStart: string;
        zone: string;
        reason: {
          display: string;
          lang: string;
        } | null;
        clinician: {
          name: {
            text: string;
            lang: string | null;
          };
          specialty: {
            display: string;
            lang: string;
          } | null;
        } | null;
        clinic: {
          name: {
            display: string;
            lang: string;
          };
          address: string | null;
          city: string | null;
          phone: string | null;
        } | null;
      } | null;
      newestResult: {
        id: string;
        title: {
          display: string;
          lang: string;
        };
        status: string;
        date: string;
        observations: Array<{
          id: string;
          code: {
            display: string;
            lang: string;
          };
          interpretation: Interpretation;
          value:
            | {
                __typename: "QuantityValue";
                value: number;
                text: string;
                comparator: string | null;
                unit: string | null;
                code: string | null;
              }
            | {
                __typename: "CodedValue";
                coded: {
                  display: string;
                  lang: string;
                };
              }
            | {
                __typename: "TextValue";
                text: string;
                lang: string;
              }
            | null;
          referenceRange: {
            low: number | null;
            high: number | null;
            lowText: string | null;
            highText: string | null;
            unit: string | null;
            text: string | null;
          } | null;
        }>;
      } | null;
      medicines: Array<{
        id: string;
        title: {
          display: string;
          lang: string;
        };
        dosage: string | null;
        date: string;
        prescriber: string | null;
        reason: {
          display: string;
          lang: string;
        } | null;
      }>;
      allergies: Array<{
        id: string;
        title: {
          display: string;
          lang: string;
        };
        criticality: string | null;
        categories: Array<string>;
        clinicalStatus: string | null;
        date: string;
        reactions: Array<{
          display: string;
          lang: string;
        }>;
      }>;
    };
  } | null;
};
export type HomeVariables = {
  patientId: string;
};
export const Home: Operation<HomeData, HomeVariables> = {
  name: "Home",
  id: "c442185968777b316836c03afd6c5677ef764db753c266e8ed567bd0aee0f199",
  text: "query Home($patientId:ID!){patient(id:$patientId){id name{text lang}deceased deceasedAt dashboard{nextAppointment{id status start end localStart zone reason{display lang}clinician{name{text lang}specialty{display lang}}clinic{name{display lang}address city phone}}newestResult{id title{display lang}status date observations{id code{display lang}interpretation value{__typename ...on QuantityValue{value text comparator unit code}...on CodedValue{coded{display lang}}...on TextValue{text lang}}referenceRange{low high lowText highText unit text}}}medicines{id title{display lang}dosage date prescriber reason{display lang}}allergies{id title{display lang}criticality categories clinicalStatus date reactions{display lang}}}}}",
};

export type RefreshSessionData = {
  refreshSession:
    | {
        __typename: "SignedIn";
        accessToken: string;
        expiresAt: string;
        viewer: {
          id: string;
          phone: string;
          locale: Locale;
          people: Array<{
            patientId: string;
            relation: Relation;
            birthDate: string | null;
            deceased: boolean;
            name: {
              text: string;
              lang: string | null;
            };
          }>;
        };
      }
    | {
        __typename: "SessionEndedProblem";
        code: string;
        message: string;
      };
};
export type RefreshSessionVariables = {
  input: RefreshSessionInput;
};
export const RefreshSession: Operation<RefreshSessionData, RefreshSessionVariables> = {
  name: "RefreshSession",
  id: "0d50d5595e216b0ac9a18df6ede3017b3977f82ded8166230272dc29687ed4d7",
  text: "mutation RefreshSession($input:RefreshSessionInput!){refreshSession(input:$input){__typename ...on SignedIn{accessToken expiresAt viewer{id phone locale people{patientId relation birthDate deceased name{text lang}}}}...on SessionEndedProblem{code message}}}",
};

export type RequestSignInCodeData = {
  requestSignInCode:
    | {
        __typename: "SignInCodeRequested";
        challengeId: string;
        expiresAt: string;
        resendAt: string;
      }
    | {
        __typename: "InvalidInputProblem";
        code: string;
        message: string;
        field: string;
      }
    | {
        __typename: "RateLimitedProblem";
        code: string;
        message: string;
        retryAfter: number;
      }
    | {
        __typename: "IdempotencyMismatchProblem";
        code: string;
        message: string;
      };
};
export type RequestSignInCodeVariables = {
  input: RequestSignInCodeInput;
};
export const RequestSignInCode: Operation<RequestSignInCodeData, RequestSignInCodeVariables> = {
  name: "RequestSignInCode",
  id: "222d0596ec2a173b0a6ad67c6f4106bfc31c110a42861cc6489313f26ebe50a1",
  text: "mutation RequestSignInCode($input:RequestSignInCodeInput!){requestSignInCode(input:$input){__typename ...on SignInCodeRequested{challengeId expiresAt resendAt}...on InvalidInputProblem{code message field}...on RateLimitedProblem{code message retryAfter}...on IdempotencyMismatchProblem{code message}}}",
};

export type ResultData = {
  patient: {
    id: string;
    result: {
      id: string;
      title: {
        display: string;
        lang: string;
      };
      status: string;
      at: string;
      date: string;
      clinician: string | null;
      clinic: string | null;
      conclusion: {
        display: string;
        lang: string;
      } | null;
      observations: Array<{
        id: string;
        code: {
          display: string;
          lang: string;
        };
        status: string;
        date: string;
        interpretation: Interpretation;
        value:
          | {
              __typename: "QuantityValue";
              value: number;
              text: string;
              comparator: string | null;
              unit: string | null;
              code: string | null;
            }
          | {
              __typename: "CodedValue";
              coded: {
                display: string;
                lang: string;
              };
            }
          | {
              __typename: "TextValue";
              text: string;
              lang: string;
            }
          | null;
        referenceRange: {
          low: number | null;
          high: number | null;
          lowText: string | null;
          highText: string | null;
          unit: string | null;
          text: string | null;
        } | null;
        components: Array<{
          code: {
            display: string;
            lang: string;
          };
          interpretation: Interpretation;
          value:
            | {
                __typename: "QuantityValue";
                value: number;
                text: string;
                comparator: string | null;
                unit: string | null;
                code: string | null;
              }
            | {
                __typename: "CodedValue";
                coded: {
                  display: string;
                  lang: string;
                };
              }
            | {
                __typename: "TextValue";
                text: string;
                lang: string;
              }
            | null;
          referenceRange: {
            low: number | null;
            high: number | null;
            lowText: string | null;
            highText: string | null;
            unit: string | null;
            text: string | null;
          } | null;
        }>;
        trend: {
          unit: string | null;
          otherUnits: number;
          points: Array<{
            id: string;
            at: string;
            date: string;
            value: number;
            text: string;
            interpretation: Interpretation;
          }>;
        };
      }>;
    } | null;
  } | null;
};
export type ResultVariables = {
  patientId: string;
  id: string;
};
export const Result: Operation<ResultData, ResultVariables> = {
  name: "Result",
  id: "28ea8ab6f49692fe0ab9ce7a765ed30084bbdf87d56ca297618f179177bfc479",
  text: "query Result($patientId:ID!$id:ID!){patient(id:$patientId){id result(id:$id){id title{display lang}status at date clinician clinic conclusion{display lang}observations{id code{display lang}status date interpretation value{__typename ...Reading}referenceRange{...Range}components{code{display lang}interpretation value{__typename ...Reading}referenceRange{...Range}}trend(last:20){unit otherUnits points{id at date value text interpretation}}}}}}fragment Range on ReferenceRange{low high lowText highText unit text}fragment Reading on ObservationValue{__typename ...on QuantityValue{value text comparator unit code}...on CodedValue{coded{display lang}}...on TextValue{text lang}}",
};

export type SetLocaleData = {
  setLocale:
    | {
        __typename: "LocaleSet";
        viewer: {
          id: string;
          phone: string;
          locale: Locale;
          people: Array<{
            patientId: string;
            relation: Relation;
            birthDate: string | null;
            deceased: boolean;
            name: {
              text: string;
              lang: string | null;
            };
          }>;
        };
      }
    | {
        __typename: "IdempotencyMismatchProblem";
        code: string;
        message: string;
      };
};
export type SetLocaleVariables = {
  input: SetLocaleInput;
};
export const SetLocale: Operation<SetLocaleData, SetLocaleVariables> = {
  name: "SetLocale",
  id: "1d1d7360b2cb2868ee7609263e3db1108665c6c2d253c304ff1bea2c29b986d6",
  text: "mutation SetLocale($input:SetLocaleInput!){setLocale(input:$input){__typename ...on LocaleSet{viewer{id phone locale people{patientId relation birthDate deceased name{text lang}}}}...on IdempotencyMismatchProblem{code message}}}",
};

export type SignInData = {
  signIn:
    | {
        __typename: "SignedIn";
        accessToken: string;
        expiresAt: string;
        viewer: {
          id: string;
          phone: string;
          locale: Locale;
          people: Array<{
            patientId: string;
            relation: Relation;
            birthDate: string | null;
            deceased: boolean;
            name: {
              text: string;
              lang: string | null;
            };
          }>;
        };
      }
    | {
        __typename: "WrongCodeProblem";
        code: string;
        message: string;
        triesLeft: number;
      }
    | {
        __typename: "CodeExpiredProblem";
        code: string;
        message: string;
      }
    | {
        __typename: "RateLimitedProblem";
        code: string;
        message: string;
        retryAfter: number;
      };
};
export type SignInVariables = {
  input: SignInInput;
};
export const SignIn: Operation<SignInData, SignInVariables> = {
  name: "SignIn",
  id: "c542c06a021c93cbc287f397043e706615f4866eca8657d2b8c7dd4b4e914911",
  text: "mutation SignIn($input:SignInInput!){signIn(input:$input){__typename ...on SignedIn{accessToken expiresAt viewer{id phone locale people{patientId relation birthDate deceased name{text lang}}}}...on WrongCodeProblem{code message triesLeft}...on CodeExpiredProblem{code message}...on RateLimitedProblem{code message retryAfter}}}",
};

export type SignOutData = {
  signOut: {
    __typename: "SignedOut";
    at: string;
  };
};
export type SignOutVariables = {
  input: SignOutInput;
};
export const SignOut: Operation<SignOutData, SignOutVariables> = {
  name: "SignOut",
  id: "32be6fba81f005d782acbf087d820e560a93c1387624ffd9e422734f5b7ab9a1",
  text: "mutation SignOut($input:SignOutInput!){signOut(input:$input){__typename ...on SignedOut{at}}}",
};

export type TimelineData = {
  patient: {
    id: string;
    timeline: {
      edges: Array<{
        cursor: string;
        node: {
          id: string;
          kind: RecordKind;
          at: string;
          date: string;
          title: {
            display: string;
            lang: string;
          };
          status: string | null;
          detail: string | null;
          clinician: string | null;
          clinic: string | null;
          interpretation: Interpretation;
          resultId: string | null;
        };
      }>;
      pageInfo: {
        hasNextPage: boolean;
        endCursor: string | null;
      };
    };
  } | null;
};
export type TimelineVariables = {
  patientId: string;
  first: number;
  after?: string | null;
  kinds?: ReadonlyArray<RecordKind> | null;
};
export const Timeline: Operation<TimelineData, TimelineVariables> = {
  name: "Timeline",
  id: "b499aa0add0d55c531c6be6d81b4ac4b9e27d2c74373b8f3c69f8be53d63c6e5",
  text: "query Timeline($patientId:ID!$first:Int!$after:String$kinds:[RecordKind!]){patient(id:$patientId){id timeline(first:$first after:$after kinds:$kinds){edges{cursor node{id kind at date title{display lang}status detail clinician clinic interpretation resultId}}pageInfo{hasNextPage endCursor}}}}",
};

export type ViewerData = {
  viewer: {
    id: string;
    phone: string;
    locale: Locale;
    people: Array<{
      patientId: string;
      relation: Relation;
      birthDate: string | null;
      deceased: boolean;
      name: {
        text: string;
        lang: string | null;
      };
    }>;
  };
};
export type ViewerVariables = Record<string, never>;
export const Viewer: Operation<ViewerData, ViewerVariables> = {
  name: "Viewer",
  id: "164c6ccad22adfd401127283a55190c41d424324f9525dc32e7911381e798410",
  text: "query Viewer{viewer{id phone locale people{patientId relation birthDate deceased name{text lang}}}}",
};

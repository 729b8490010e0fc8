import type { FindVariables, PlainVariables, Wanted } from "./expected";

export const least: FindVariables = { wanted: { at: "now" } };
export const most: FindVariables = { wanted: { at: "now", keys: ["a"], first: 1, note: null, limit: null }, first: 2, unused: null };
export const frozen: readonly string[] = ["a"];
export const wanted: Wanted = { at: "now", keys: frozen };
export const plain: PlainVariables = {};

export const without: Wanted = { keys: [] }; // refused: TS2741
export const nothing: Wanted = { at: "now", keys: null }; // refused: TS2322
export const hole: Wanted = { at: "now", keys: [null] }; // refused: TS2322
export const first: FindVariables = { wanted, first: null }; // refused: TS2322
export const more: PlainVariables = { first: 1 }; // refused: TS2322
export const typo: FindVariables = { wanted, frist: 1 }; // refused: TS2561

// Reads calls `[name, ...arguments]` from standard input and prints their answers; "@ru-RU" stands for that language's data.
import { readFileSync } from 'node:fs';
import * as format from '../../../app/src/format.ts';

const locales = new URL('../../../app/src/locales/', import.meta.url);
const dataOf = (tag) => JSON.parse(readFileSync(new URL(`${tag}.format.json`, locales), 'utf8'));
const argument = (value) => (typeof value === 'string' && value.startsWith('@') ? dataOf(value.slice(1)) : value);

const answerOf = ([name, ...values]) => {
  try {
    return format[name](...values.map(argument));
  } catch (error) {
    return error.name;
  }
};
const calls = JSON.parse(readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(calls.map(answerOf)));

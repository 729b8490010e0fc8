// Reads calls `[name, ...arguments]` from standard input and prints the answers of the app's pure rules.
import { readFileSync } from 'node:fs';
import { bandOn, scaleOf } from '../../../app/src/charts/scale.ts';
import { isOutside, verdictOf } from '../../../app/src/reading/verdict.ts';
import { routeOf } from '../../../app/src/routes.ts';
import { addressOf, kindsIn } from '../../../app/src/screens/records/kinds.ts';
import { digitsOf } from '../../../app/src/screens/sign-in/digits.ts';

const placesOn = (values, margin) => values.map(scaleOf(values, margin).at);
const bandOf = (values, low, high) => bandOn(scaleOf(values), low, high);
const rules = { addressOf, bandOf, digitsOf, isOutside, kindsIn, placesOn, routeOf, verdictOf };

const calls = JSON.parse(readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(calls.map(([name, ...values]) => rules[name](...values))));

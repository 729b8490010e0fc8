import type { ViewerData } from '../ops.gen';
import { storeOf } from '../store';

export type Viewer = ViewerData['viewer'];
export type Person = Viewer['people'][number];

/** Who is at the phone. `fresh` is false while the viewer is only known from the copy on this device. */
export type Session =
  | { at: 'starting' }
  | { at: 'unreachable' }
  | { at: 'out'; why: 'new' | 'left' | 'ended' }
  | { at: 'in'; viewer: Viewer; fresh: boolean };

export const session = storeOf<Session>({ at: 'starting' });

import { freshId } from '../fresh-id';
import { recall, remember } from '../remembered';

let unsaved: string | null = null;

/** A random name for this browser; it binds codes and sessions to the place where they were asked for. */
export function deviceId(): string {
  const known = recall('device') ?? unsaved;
  if (known) return known;
  unsaved = freshId();
  remember('device', unsaved);
  return unsaved;
}

/** No answer came back: no network, no server, or too slow. */
export class UnreachableError extends Error {
  override name = 'UnreachableError';
}
/** The server answered, but not with what was asked. */
export class FaultError extends Error {
  override name = 'FaultError';
}
/** The access token is not (or no longer) good. */
export class UnauthenticatedError extends Error {
  override name = 'UnauthenticatedError';
}
/** The session is over for good: sign in again. */
export class SessionOverError extends Error {
  override name = 'SessionOverError';
}

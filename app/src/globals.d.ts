/** The part of Trusted Types that the app uses; TypeScript's DOM library has none of it yet. */
interface TrustedScriptURL {
  toString(): string;
}
interface TrustedTypePolicy {
  createScriptURL(input: string): TrustedScriptURL;
}
interface TrustedTypePolicyFactory {
  createPolicy(name: string, rules: { createScriptURL: (input: string) => string }): TrustedTypePolicy;
}
declare const __APP_VERSION__: string;

interface Window {
  readonly trustedTypes?: TrustedTypePolicyFactory;
}

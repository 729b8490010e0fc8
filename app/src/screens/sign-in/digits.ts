/** The code in a typed or pasted text: a run of six digits where there is one (a message also says "5 minutes"), else all digits. */
export function digitsOf(text: string): string {
  const western = text.replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
  const code = /(?<!\d)\d{3}[ \u00a0-]?\d{3}(?!\d)/.exec(western);
  return (code?.[0] ?? western).replace(/\D/g, '').slice(0, 10);
}

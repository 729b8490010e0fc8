/** The digits of a typed or pasted text ("Your code: 123 456"), Arabic-Indic and Persian ones as 0-9. */
export function digitsOf(text: string): string {
  const western = text.replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
  return western.replace(/\D/g, '').slice(0, 10);
}

/**
 * The check digit by modulus 10: weights 2, 1, 2, 1 … from the right, the digits of each product added, and what is missing to the
 * next ten. Used by personnummer, OCR and bankgiro (domain.md §5.1, §5.2).
 *
 * Worked example: 123457 → 1 + 4 + 3 + 8 + 5 + (1+4) = 26, and 30 − 26 = 4, so 1234574 is whole.
 */

/** The check digit that follows a row of digits. */
export function luhnDigit(digits: string): number {
  let sum = 0
  for (let i = digits.length - 1, double = true; i >= 0; i -= 1, double = !double) {
    const value = Number(digits[i]) * (double ? 2 : 1)
    sum += value > 9 ? value - 9 : value
  }
  return (10 - (sum % 10)) % 10
}

/** True when the last digit is the check digit of those before it. */
export function endsInLuhnDigit(digits: string): boolean {
  return /^\d{2,}$/.test(digits) && luhnDigit(digits.slice(0, -1)) === Number(digits.slice(-1))
}

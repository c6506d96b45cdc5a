/**
 * Bankgiro numbers: 7 or 8 digits, the last a check digit by modulus 10 (domain.md §5.2). Check what a person types, never what a bank
 * sends: a number in a file is the bank's word, also when it is a specimen, and a file is never refused for it.
 *
 * Worked example: the check digit of 5050105 is 5, so 50501055 holds and is shown as 5050-1055; 5050-1056 is wrong by its last digit.
 */
import { endsInLuhnDigit } from './luhn.js'

/** True for a bankgiro number as typed, with or without its hyphen and spaces. */
export function isBankgiro(text: string): boolean {
  const digits = bankgiroDigits(text)
  return /^\d{7,8}$/.test(digits) && !digits.startsWith('0') && endsInLuhnDigit(digits)
}

/** "50501055" → "5050-1055", "9912346" → "991-2346"; anything that is not 7 or 8 digits comes back as it was. */
export function formatBankgiro(text: string): string {
  const digits = bankgiroDigits(text)
  return /^\d{7,8}$/.test(digits) ? `${digits.slice(0, -4)}-${digits.slice(-4)}` : text
}

/** The form that is stored and compared: digits only, and without the zeros that bank files pad with. */
export function bankgiroDigits(text: string): string {
  return text.replace(/[\s\u2010-\u2015\u2212-]/g, '').replace(/^0+(?=\d)/, '')
}

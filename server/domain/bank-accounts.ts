/**
 * Account numbers as a person types them: does the number hold, and how is it written (domain.md §5.2). BANKGIRO has its own file.
 * IBAN (ISO 13616): the first four signs are moved last, letters become 10 to 35, and the number modulo 97 is 1.
 * PLUSGIRO: 2 to 8 digits, the last a check digit by modulus 10. KONTO: a Swedish account with its clearing number, 7 to 15 digits;
 * every bank has its own check digit and many have none, so only the length is checked.
 *
 * Worked example: SE45 5000 0000 0583 9825 7466 → 50000000058398257466 28 14 45 → modulo 97 is 1, so it holds.
 */
import { bankgiroDigits, formatBankgiro, isBankgiro } from './bankgiro.js'
import type { OwnAccountKind } from './codes.js'
import { endsInLuhnDigit } from './luhn.js'

/** True when the number as typed (spaces and hyphens allowed) can be an account of the kind. */
export function isAccountNumber(kind: OwnAccountKind, text: string): boolean {
  const plain = text.replace(/[\s\u2010-\u2015\u2212-]/g, '').toUpperCase()
  if (kind === 'BANKGIRO') return isBankgiro(text)
  if (kind === 'PLUSGIRO') return /^[1-9]\d{1,7}$/.test(plain) && endsInLuhnDigit(plain)
  if (kind === 'IBAN') return isIban(plain)
  return /^\d{7,15}$/.test(plain.replace(/[.,]/g, ''))
}

/** As people write it: 5050-1055, 90 20 03-3, SE45 5000 0000 0583 9825 7466; an account in the bank's own numbering as it is. */
export function formatAccount(kind: OwnAccountKind, number: string): string {
  if (kind === 'BANKGIRO') return formatBankgiro(bankgiroDigits(number))
  if (kind === 'PLUSGIRO') return `${number.slice(0, -1).replace(/\B(?=(\d{2})+$)/g, ' ')}-${number.slice(-1)}`
  return kind === 'IBAN' ? number.replace(/(.{4})(?=.)/g, '$1 ') : number
}

/** A Swedish IBAN has 24 signs; other countries' 15 to 34. */
function isIban(plain: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(plain)) return false
  if (plain.startsWith('SE') && !/^SE\d{22}$/.test(plain)) return false
  const turned = `${plain.slice(4)}${plain.slice(0, 4)}`
  let rest = 0
  for (const sign of turned) {
    const value = parseInt(sign, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1
}

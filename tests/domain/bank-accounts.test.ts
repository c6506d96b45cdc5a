import { describe, expect, test } from '@jest/globals'
import { formatAccount, isAccountNumber } from '../../server/domain/bank-accounts.js'
import type { OwnAccountKind } from '../../server/domain/codes.js'

describe('account numbers as typed', () => {
  test.each<[OwnAccountKind, string, boolean]>([
    ['BANKGIRO', '5050-1055', true],
    ['BANKGIRO', '5050-1056', false],
    ['BANKGIRO', '991-2346', true],
    ['PLUSGIRO', '90 20 03-3', true],
    ['PLUSGIRO', '902003-4', false],
    ['PLUSGIRO', '7', false],
    ['PLUSGIRO', '123456789', false],
    ['IBAN', 'SE45 5000 0000 0583 9825 7466', true],
    ['IBAN', 'se4550000000058398257466', true],
    ['IBAN', 'SE45 5000 0000 0583 9825 7467', false],
    ['IBAN', 'SE54 5000 0000 0583 9825 7466', false],
    ['IBAN', 'SE45 5000 0000 0583 9825 746', false],
    ['IBAN', 'DE89 3704 0044 0532 0130 00', true],
    ['IBAN', 'GB29 NWBK 6016 1331 9268 19', true],
    ['IBAN', '50501055', false],
    ['KONTO', '8327-9, 934 267 145-9', true],
    ['KONTO', '123456', false],
    ['KONTO', '1234567890123456', false],
    ['KONTO', '1200abc', false],
  ])('%s %s is one: %s', (kind, text, holds) => {
    expect(isAccountNumber(kind, text)).toBe(holds)
  })

  test.each<[OwnAccountKind, string, string]>([
    ['BANKGIRO', '50501055', '5050-1055'],
    ['PLUSGIRO', '9020033', '90 20 03-3'],
    ['PLUSGIRO', '18', '1-8'],
    ['IBAN', 'SE4550000000058398257466', 'SE45 5000 0000 0583 9825 7466'],
    ['KONTO', '83279934267145', '83279934267145'],
  ])('%s %s is shown as %s', (kind, number, shown) => {
    expect(formatAccount(kind, number)).toBe(shown)
  })
})

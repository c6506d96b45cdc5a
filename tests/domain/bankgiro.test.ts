import { expect, test } from '@jest/globals'
import { bankgiroDigits, formatBankgiro, isBankgiro } from '../../server/domain/bankgiro.js'

test.each([
  ['5050-1055', true],
  ['50501055', true],
  [' 5050 1055 ', true],
  ['5050\u20131055', true],
  ['5201-3497', true],
  ['0050501055', true],
  ['5050-1056', false],
  ['991-2346', true],
  ['991-2347', false],
  ['505010', false],
  ['505010550', false],
  ['BG 5050-1055', false],
  ['', false],
])('%p is a bankgiro number: %p', (text, expected) => expect(isBankgiro(text)).toBe(expected))

test.each([
  ['50501055', '5050-1055'],
  ['5050-1055', '5050-1055'],
  ['0009912346', '991-2346'],
  ['SE4550000000058398257466', 'SE4550000000058398257466'],
  ['', ''],
])('%p is shown as %p', (text, expected) => expect(formatBankgiro(text)).toBe(expected))

test('stored and compared as digits', () => expect(bankgiroDigits('0050 50-1055')).toBe('50501055'))

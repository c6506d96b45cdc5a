/** What every letter begins and ends with. */
import { longDay } from '../../domain/swedish-dates.js'
import type { LetterFrame } from './content.js'
import type { Sheet } from './sheet.js'

/** Sender, day and number, and the one it is to. A protected person's letter has a name in the window and never an address. */
export function writeHead(sheet: Sheet, letter: LetterFrame, facts: [string, string][] = []): void {
  sheet.head(
    { name: letter.sender.name, lines: [[letter.sender.unit, senderAddress(letter)].filter(Boolean).join(', ')] },
    [['Datum', longDay(letter.madeOn)], ['Brev', String(letter.number)], ...facts],
    [letter.recipient.name, ...(letter.recipient.protection === 'NEJ' ? letter.recipient.address : [])],
  )
}

/** Whom to call, by name and number. */
export function contactWords({ contact, sender }: LetterFrame): string {
  const who = contact.name ? `Ring ${contact.name}, boendestödjare, på ${contact.phone}` : `Ring oss på ${contact.phone}`
  return sender.email ? `${who}, eller skriv till ${sender.email}.` : `${who}.`
}

export function senderAddress({ sender }: LetterFrame): string {
  return `${sender.postAddress}, ${postcodeOf(sender.postcode)} ${sender.city}`
}

const postcodeOf = (postcode: string) => postcode.replace(/\s/g, '').replace(/^(\d{3})(\d{2})$/, '$1 $2')

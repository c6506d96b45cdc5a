/**
 * The sheet on top of a protected person's letter: to Skatteverket, which forwards post to those with protected particulars (domain.md
 * §4). The letter goes in a sealed envelope marked with the personnummer and the sender's address; that envelope and this sheet go in an
 * outer one. No address of the person stands anywhere.
 */
import { longDay } from '../../domain/swedish-dates.js'
import type { LetterFrame } from './content.js'
import { senderAddress } from './frame.js'
import type { Sheet } from './sheet.js'

/** Skatteverket, "Skicka post till personer med skyddade personuppgifter" (read 2026-11). */
const forwarder = ['Skatteverket', 'Förmedling av post', 'Box 2820', '403 20 Göteborg']

export function writeForwardingInsert(sheet: Sheet, letter: LetterFrame): void {
  sheet.head(
    { name: letter.sender.name, lines: [[letter.sender.unit, senderAddress(letter)].filter(Boolean).join(', ')] },
    [
      ['Datum', longDay(letter.madeOn)],
      ['Brev', String(letter.number)],
    ],
    forwarder,
  )
  sheet.title('Begäran om att förmedla post')
  sheet.text('Vi ber er vidarebefordra det bifogade, slutna kuvertet till personen med numret här under.')
  sheet.table(
    'Vem posten är till',
    [
      { text: 'Uppgift', share: 0.4 },
      { text: 'Värde', share: 0.6 },
    ],
    [
      ['Personnummer eller samordningsnummer', letter.recipient.identity ?? 'saknas, fråga oss'],
      ['Avsändare', `${letter.sender.name}, ${senderAddress(letter)}`],
      ['Telefon till avsändaren', letter.sender.phone],
    ],
  )
  sheet.heading('Till dig som lägger brevet i kuvert')
  sheet.list([
    'Lägg brevet, sidorna efter den här, i ett kuvert utan fönster och klistra igen det.',
    'Skriv numret ovan på kuvertet, och vår adress på baksidan. Skriv ingen annan adress.',
    'Lägg kuvertet och det här bladet i ett ytterkuvert med fönster, så att Skatteverkets adress syns.',
  ])
}

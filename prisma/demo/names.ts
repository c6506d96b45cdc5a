/** Fictitious people. Birth numbers 980–999 are never given to anybody (Skatteverket's range for tests), so no number is a real person's. */
import { luhnDigit } from '../../server/domain/luhn.js'
import { addDays, type Day } from '../../server/domain/calendar.js'
import type { Dice } from './story.js'

const given = [
  'Nadia',
  'Mikael',
  'Birgitta',
  'Amir',
  'Sofia',
  'Jonas',
  'Tomas',
  'Elin',
  'Leila',
  'Göran',
  'Anneli',
  'Conny',
  'Marko',
  'Peter',
  'Ulla-Britt',
  'Daniel',
  'Rose-Marie',
  'Hanna',
  'Ali',
  'Kerstin',
  'Yasmin',
  'Bo',
  'Camilla',
  'Mehmet',
  'Stefan',
  'Ewa',
  'Lars-Erik',
  'Åsa',
  'Örjan',
  'Zahra',
  'Patrik',
  'Mona',
  'Kjell',
  'Fatima',
  'Johan',
  'Siv',
  'Ibrahim',
  'Carina',
  'Robert',
  'Anita',
  'Viktor',
  'Maryam',
  'Roger',
  'Lena',
  'Dragan',
  'Ingrid',
] as const
const family = [
  'Osman',
  'Strand',
  'Holm',
  'Rezai',
  'Lindgren',
  'Bergkvist',
  'Wallin',
  'Forsgren',
  'Karimi',
  'Wikström',
  'Rask',
  'Friberg',
  'Jovanović',
  'Åkerlund',
  'Sandell',
  'Abebe',
  'Ek',
  'Nilsson',
  'Demir',
  'Blom',
  'Saleh',
  'Hansson',
  'Engdahl',
  'Kaya',
  'Ros',
  'Malmström',
  'Thun',
  'Öberg',
  'Palm',
  'Haddad',
  'Lindqvist',
  'Ahlgren',
  'Dahl',
  'Mattsson',
  'Nyberg',
  'Hedlund',
  'Çelik',
  'Norén',
  'Sjöberg',
  'Ågren',
  'Petrović',
  'Isaksson',
  'Vestberg',
  'Tesfaye',
] as const

export interface Somebody {
  givenName: string
  familyName: string
  birthOn: Day
  /** twelve digits */
  number: string
}

/** The n-th inhabitant: always the same name and number for the same n. Up to half a million people. */
export function somebody(n: number, dice: Dice): Somebody {
  const serial = 980 + (n % 20)
  const birthOn = addDays('1948-01-01', (Math.floor(n / 20) * 7 + (n % 20) * 641) % 20_000)
  const digits = `${birthOn.slice(2).replaceAll('-', '')}${serial}`
  return {
    givenName: dice.pick(given),
    familyName: dice.pick(family),
    birthOn,
    number: `${birthOn.slice(0, 2)}${digits}${luhnDigit(digits)}`,
  }
}

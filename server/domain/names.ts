/**
 * How names and addresses are written for sorting and for searching. The database compares plain text, and two engines do not agree
 * on Swedish: so the order is put into the text itself, and the searcher's words get the same treatment as what is searched.
 *
 * Source: the Swedish alphabet, where å, ä and ö are letters of their own after z, in that order; é sorts as e, ü as y, æ as ä and
 * ø as ö (Svenska Akademiens ordlista). "~" is the last printable sign of ASCII, so "~a" comes after every plain letter.
 *
 * Worked example: sortNameOf('Åkesson', 'Pär-Olof') = "~akesson  p~br olof", which comes after "zetterlund  anna" and before
 * "~bngstr~cm  bo" (Ängström). searchNameOf('Pär-Olof', 'Åkesson') = "par olof akesson", found by "par", "Åkes" and "olof ake".
 */

const swedishOrder: Record<string, string> = { å: '~a', ä: '~b', æ: '~b', ö: '~c', ø: '~c', ü: 'y' }

/** Text for sorting people as a Swedish register does: family name, then given name. Two spaces put "Berg" before "Berg Ek". */
export function sortNameOf(family: string, given: string): string {
  return `${sortTextOf(family)}  ${sortTextOf(given)}`.trim()
}

/** Text for sorting anything else in Swedish order; numbers get leading zeros so that "Vägen 8" comes before "Vägen 12". */
export function sortTextOf(text: string): string {
  const lower = text.normalize('NFC').toLowerCase()
  const ordered = lower.replace(/[åäæöøü]/g, (letter) => swedishOrder[letter] ?? letter)
  return plainLetters(ordered).replace(/\d+/g, (digits) => digits.padStart(5, '0'))
}

/** Text to search in: lower case, without diacritics, signs as single spaces. Give the parts in the order people say them. */
export function searchNameOf(...parts: readonly string[]): string {
  return plainLetters(parts.join(' ').toLowerCase())
}

/** What somebody typed, as words that each shall stand in the search text (`like '%word%'`); at most six. */
export function searchWordsOf(typed: string): string[] {
  return searchNameOf(typed)
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, 6)
}

/** Without diacritics and signs ("~" stays: it is the order's own), words parted by one space; apostrophes close up. */
function plainLetters(lower: string): string {
  return lower
    .replace(/[æ]/g, 'ae')
    .replace(/[ø]/g, 'o')
    .replace(/[ß]/g, 'ss')
    .replace(/[łđ]/g, (letter) => (letter === 'ł' ? 'l' : 'd'))
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/['’´`]/g, '')
    .replace(/[^\p{L}\p{N}~]+/gu, ' ')
    .trim()
}

/**
 * Could a free text name a person whose name may not be shown? What a bank, a payer or a colleague wrote must not give away what the
 * register hides. A text names a person when it holds, as whole words in any order and any spelling of letters,
 *   - one of their given names together with one of their family names; or
 *   - one of their name words that nobody else in the register bears openly: the word alone is then as good as the person.
 * A name that others bear too points at nobody, and so does an everyday word of payments ("maj"), or the text would hide every payment
 * of May because one protected person is called Maj.
 *
 * Source: 22 kap. 1 § OSL, Skatteverket's guidance on protected personal data: nothing may be shown that can be linked to the person.
 * The choice is argued in docs/decisions/0006-text-that-could-name-a-protected-person.md.
 *
 * Worked example: Zebrida Berg is protected and three others are called Berg. "BERG ZEBRIDA" and "hyra Zebrida" name her, "Anna Berg"
 * and "zebran" do not.
 */
import { searchNameOf } from './names.js'

export interface NamedPerson {
  givenName: string
  familyName: string
}

export interface TextNaming {
  /** a given and a family name of the same person stand in it */
  fullName: boolean
  /** name words in it that tell of somebody if nobody else bears them */
  words: string[]
}

/** Reads texts for the names of these people; made once for many texts. */
export function nameReader(people: readonly NamedPerson[]): (text: string) => TextNaming {
  const given = peopleByWord(people.map((person) => person.givenName))
  const family = peopleByWord(people.map((person) => person.familyName))
  return (text) => {
    const words = [...new Set(searchNameOf(text).split(' '))].filter((word) => given.has(word) || family.has(word))
    const calledSo = new Set(words.flatMap((word) => given.get(word) ?? []))
    return {
      fullName: words.some((word) => (family.get(word) ?? []).some((person) => calledSo.has(person))),
      words: words.filter((word) => word.length >= shortestAlone && !everyday.has(word)),
    }
  }
}

const shortestAlone = 3
const everyday = new Set(
  'januari februari mars april maj juni juli augusti september oktober november december hyra avi lon tack betalning'.split(' '),
)
/** Parts of family names that are no names by themselves. */
const particles = new Set('af al av bin da de del den der di dos du el la le san van von'.split(' '))

/** Which people, by position, each word of the names belongs to. */
function peopleByWord(names: readonly string[]): Map<string, number[]> {
  const byWord = new Map<string, number[]>()
  for (const [person, name] of names.entries()) {
    const words = searchNameOf(name).split(' ')
    const telling = words.filter((word) => word.length > 1 && !particles.has(word))
    for (const word of new Set(telling.length > 0 ? telling : words)) {
      const known = byWord.get(word)
      if (known) known.push(person)
      else byWord.set(word, [person])
    }
  }
  byWord.delete('')
  return byWord
}

/**
 * What a line may say to somebody a person is protected from (domain.md §4). A line about a place (the head lease, the waiver) keeps
 * the place and drops who lives there, as the apartment's own page does. A line about the person keeps that there is one, and hides
 * the place, for the two together would tell where a protected person lives.
 */
import type { TodayLine } from '../../domain/today.js'
import type { ApartmentOfLine, PersonOfLine, Subjects } from './subjects-store.js'

export interface LineAbout {
  /** null: the line is about no person, or about a place whose tenant is hidden */
  person: PersonOfLine | null
  apartment: ApartmentOfLine | null
  /** the person is protected from the actor: no name, no reason, no link */
  masked: boolean
}

const ABOUT_PLACES: readonly TodayLine['rule'][] = ['HEAD_LEASE_ENDING', 'WAIVER_ENDING']

/** Is the line about the place first, and only then about who lives there? */
export function isAboutPlace(line: Pick<TodayLine, 'rule'>): boolean {
  return ABOUT_PLACES.includes(line.rule)
}

/** Lines of protected people last in their group: between two others their deadline, and so their days, could be guessed. */
export function maskedLast(lines: readonly TodayLine[], hidden: ReadonlySet<number>): TodayLine[] {
  const masked = lines.filter((line) => isMasked(line, hidden)).sort((a, b) => (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0))
  return [...lines.filter((line) => !isMasked(line, hidden)), ...masked]
}

/** Is the line about a person who is hidden: only that there is one, and in which group, may be told? */
export function isMasked(line: Pick<TodayLine, 'rule' | 'personId'>, hidden: ReadonlySet<number>): boolean {
  return line.personId !== null && hidden.has(line.personId) && !isAboutPlace(line)
}

/** The person and place of a line, as far as the actor may see them. */
export function aboutOf(line: TodayLine, subjects: Subjects): LineAbout {
  const apartment = line.apartmentId === null ? null : (subjects.apartments.get(line.apartmentId) ?? null)
  if (line.personId === null) return { person: null, apartment, masked: false }
  const person = subjects.people.get(line.personId) ?? null
  if (person?.shown) return { person, apartment, masked: false }
  if (isAboutPlace(line)) return { person: null, apartment, masked: false }
  return { person, apartment: null, masked: true }
}

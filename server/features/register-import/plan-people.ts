/** The list `personer` against the register: who is new, who has changed, and whose personnummer is somebody else's. */
import type { Protection } from '../../domain/codes.js'
import { PROTECTIONS } from '../../domain/codes.js'
import { searchNameOf, sortNameOf } from '../../domain/names.js'
import type { ImportedPerson } from './check-people.js'
import type { Planning } from './planning.js'

export interface PersonRow {
  ownId: string
  givenName: string
  familyName: string
  sortName: string
  searchName: string
  birthOn: string | null
  protection: Protection
}

export interface PeoplePlan {
  created: (PersonRow & { unitId: number })[]
  /** `before` and `after` hold only what changed, for the log. */
  changed: (PersonRow & { id: number; before: object; after: object })[]
  numbers: { ownId: string; kind: string; number: string }[]
  childrenAdded: { ownId: string; birthYear: number }[]
  childrenRemoved: { id: number }[]
}

/** A number is added as history and never taken away; protection is raised by a list, never lowered; a list's children hold. */
export function planPeople(people: readonly ImportedPerson[], planning: Planning): PeoplePlan {
  const { register, findings, tally, has, unitId } = planning
  const plan: PeoplePlan = { created: [], changed: [], numbers: [], childrenAdded: [], childrenRemoved: [] }
  for (const person of people) {
    const { row, ownId } = person
    const stored = register.people.get(ownId)
    if (stored && !stored.reached) {
      findings.refuse('personer', row, 'person', 'Beteckningen används redan i en annan enhet.')
      continue
    }
    const number = person.identity?.number ?? null
    const owner = number === null ? undefined : register.numberOwners.get(number)
    if (owner !== undefined && owner !== stored?.id) {
      findings.refuse('personer', row, 'personnummer', 'Personnumret finns redan i registret, med en annan beteckning.')
      continue
    }
    const isNewNumber = number !== null && owner === undefined
    if (person.identity && isNewNumber) plan.numbers.push({ ownId, kind: person.identity.kind, number: person.identity.number })
    if (stored && !isNewNumber && number !== null && register.numbers.get(stored.id)?.at(-1)?.number !== number) {
      findings.warn('personer', row, 'personnummer', 'Personen har ett nyare nummer i registret. Det nyare gäller.')
    }
    const children = has('personer', 'barn') ? planChildren(person, stored?.id, planning, plan) : false

    const wanted: PersonRow = {
      ownId,
      givenName: person.givenName,
      familyName: person.familyName,
      sortName: sortNameOf(person.familyName, person.givenName),
      searchName: searchNameOf(person.givenName, person.familyName),
      birthOn: isNewNumber ? (person.identity?.birthOn ?? null) : (stored?.birthOn ?? person.identity?.birthOn ?? null),
      protection: protectionOf(person, stored?.protection, planning),
    }
    if (!stored) {
      plan.created.push({ ...wanted, unitId })
      tally.mark('personer', row, 'created')
      continue
    }
    const before: Record<string, unknown> = {}
    const after: Record<string, unknown> = {}
    for (const field of ['givenName', 'familyName', 'birthOn', 'protection'] as const) {
      if (stored[field] === wanted[field]) continue
      before[field] = stored[field]
      after[field] = wanted[field]
    }
    if (isNewNumber) after.identity = 'added'
    if (children) after.children = person.childBirthYears
    const isChanged = Object.keys(after).length > 0
    if (isChanged) plan.changed.push({ ...wanted, id: stored.id, before, after })
    tally.mark('personer', row, isChanged ? 'changed' : 'unchanged')
  }
  return plan
}

/** Children are told apart by birth year only: two born 2015 are two. True when the list says something new. */
function planChildren(
  { ownId, childBirthYears }: ImportedPerson,
  id: number | undefined,
  { register }: Planning,
  plan: PeoplePlan,
): boolean {
  const left = [...((id === undefined ? undefined : register.children.get(id)) ?? [])]
  let changed = false
  for (const birthYear of childBirthYears) {
    const at = left.findIndex((child) => child.birthYear === birthYear)
    if (at !== -1) left.splice(at, 1)
    else {
      plan.childrenAdded.push({ ownId, birthYear })
      changed = true
    }
  }
  for (const child of left) plan.childrenRemoved.push({ id: child.id })
  return changed || left.length > 0
}

/** Taking a protection away is a decision with its own page, never the side effect of an old list. */
function protectionOf({ row, protection }: ImportedPerson, stored: Protection | undefined, { findings, has }: Planning): Protection {
  if (stored === undefined || !has('personer', 'skyddad')) return stored ?? protection
  if (PROTECTIONS.indexOf(protection) >= PROTECTIONS.indexOf(stored)) return protection
  findings.warn('personer', row, 'skyddad', 'Skydd tas inte bort genom import. Det som står i registret gäller.')
  return stored
}

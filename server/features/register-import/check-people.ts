/** The list `personer`: each person once, each personnummer once. */
import type { Day } from '../../domain/calendar.js'
import type { Protection } from '../../domain/codes.js'
import type { Identity } from '../../domain/personnummer.js'
import type { Findings } from './findings.js'
import { readRows } from './read-rows.js'
import type { ReadSheet } from './read-sheets.js'

export interface ImportedPerson {
  row: number
  /** The municipality's own id. */
  ownId: string
  identity: Identity | null
  givenName: string
  familyName: string
  protection: Protection
  childBirthYears: number[]
}

export function checkPeople(list: ReadSheet | undefined, findings: Findings, today: Day): ImportedPerson[] {
  const people: ImportedPerson[] = []
  const idRows = new Map<string, number>()
  const numberRows = new Map<string, number>()
  for (const row of readRows('personer', list, findings, today)) {
    const number = row.personnummer?.number ?? null
    const sameId = idRows.get(row.person)
    const sameNumber = number === null ? undefined : numberRows.get(number)
    if (sameId !== undefined) findings.refuse('personer', row.row, 'person', `Personen står redan på rad ${sameId}.`)
    if (sameNumber !== undefined && sameId === undefined) {
      findings.refuse('personer', row.row, 'personnummer', `Personnumret står redan på rad ${sameNumber}, med en annan beteckning.`)
    }
    if (sameId !== undefined || sameNumber !== undefined) continue
    idRows.set(row.person, row.row)
    if (number !== null) numberRows.set(number, row.row)
    people.push({
      row: row.row,
      ownId: row.person,
      identity: row.personnummer,
      givenName: row.fornamn,
      familyName: row.efternamn,
      protection: row.skyddad ?? 'NEJ',
      childBirthYears: row.barn ?? [],
    })
  }
  return people
}

/**
 * What an import will do, worked out before anything is written: the lists as they were checked, against the register. The preview
 * shows it and the import writes it, so that what was shown is what happens.
 */
import type { Actor } from '../../actor.js'
import type { Db } from '../../db.js'
import { checkRows } from './check-rows.js'
import { stayKey } from './check-stays.js'
import { collectFindings } from './findings.js'
import type { Finding, Findings } from './findings.js'
import type { SheetName } from './columns.js'
import { planApartments } from './plan-apartments.js'
import type { HomesPlan } from './plan-apartments.js'
import { planMoney } from './plan-money.js'
import type { MoneyPlan } from './plan-money.js'
import { planNotices } from './plan-notices.js'
import type { NoticesPlan } from './plan-notices.js'
import { planPeople } from './plan-people.js'
import type { PeoplePlan } from './plan-people.js'
import { planStays } from './plan-stays.js'
import type { StaysPlan } from './plan-stays.js'
import { planSteps } from './plan-steps.js'
import type { StepsPlan } from './plan-steps.js'
import type { Planning } from './planning.js'
import type { ReadSheets } from './read-sheets.js'
import { storedRegister } from './register-store.js'
import type { StoredRegister } from './register-store.js'
import { storedNotices } from './stored-notices-store.js'
import { createTally } from './tally.js'
import type { SheetCounts } from './tally.js'

export interface ImportPlan {
  register: StoredRegister
  homes: HomesPlan
  people: PeoplePlan
  stays: StaysPlan
  steps: StepsPlan
  money: MoneyPlan
  notices: NoticesPlan
  sheets: Partial<Record<SheetName, SheetCounts>>
  errors: Finding[]
  dependents: Finding[]
  warnings: Finding[]
  isRejected: Findings['isRejected']
}

/** The plan for lists that could be read; null when a whole list is wrong, so that nothing at all can be stored. */
export async function planImport(db: Db, actor: Actor, read: ReadSheets, unitId: number): Promise<ImportPlan | null> {
  if (read.errors.length > 0) return null
  const register = await storedRegister(db, actor)
  const checked = checkRows(read, knownOf(register), actor.today)
  const findings = collectFindings()
  const isRejected: Findings['isRejected'] = (sheet, row) => findings.isRejected(sheet, row) || checked.isRejected(sheet, row)
  const coming = { person: new Set<string>(), lagenhet: new Set<string>() }
  const planning: Planning = {
    actor,
    unitId,
    today: actor.today,
    register,
    findings,
    tally: createTally(),
    has: (sheet, column) => read.sheets.get(sheet)?.columns.includes(column) ?? false,
    holds(sheet, row, column, ownId) {
      const stored = column === 'person' ? register.people.get(ownId) : register.apartments.get(ownId)
      if (coming[column].has(ownId) || stored?.reached) return true
      findings.dropWith(sheet, row, column, `Raden hör till en rad i ${column === 'person' ? 'personer' : 'lagenheter'} som är fel.`)
      return false
    },
  }
  const homes = planApartments(checked.values.apartments, planning)
  const people = planPeople(checked.values.people, planning)
  for (const { ownId } of homes.created) coming.lagenhet.add(ownId)
  for (const { ownId } of people.created) coming.person.add(ownId)
  const stays = planStays(checked.values.stays, homes, planning)
  const steps = planSteps(homes, stays, planning)
  const money = await planMoney(db, checked.values.bills, checked.values.payments, stays, planning)
  const { notices: noticeRows } = checked.values
  const notices = planNotices(noticeRows, noticeRows.length > 0 ? await storedNotices(db, actor) : [], stays, planning)
  return {
    register,
    homes,
    people,
    stays,
    steps,
    money,
    notices,
    sheets: planning.tally.counts(read, isRejected),
    errors: [...checked.errors, ...findings.errors],
    dependents: [...checked.dependents, ...findings.dependents],
    warnings: [...checked.warnings, ...findings.warnings],
    isRejected,
  }
}

/** What rows may refer to: within reach only, so that nobody learns what another enhet has. */
function knownOf(register: StoredRegister) {
  const people = new Map([...register.people.values()].map((person) => [person.id, person]))
  const apartments = new Map([...register.apartments.values()].map((apartment) => [apartment.id, apartment]))
  return {
    people: new Set([...people.values()].filter((person) => person.reached).map((person) => person.ownId)),
    apartments: new Set([...apartments.values()].filter((apartment) => apartment.reached).map((apartment) => apartment.ownId)),
    stays: new Set(
      register.stays.flatMap(({ personId, apartmentId }) => {
        const [person, apartment] = [people.get(personId), apartments.get(apartmentId)]
        return person?.reached && apartment?.reached ? [stayKey(person.ownId, apartment.ownId)] : []
      }),
    ),
  }
}

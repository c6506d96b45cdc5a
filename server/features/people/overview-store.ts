/** What the person page is made of, loaded with as many queries for a long history as for a short one. */
import type { Actor } from '../../actor.js'
import type { Db } from '../../db.js'
import type { Day } from '../../domain/calendar.js'
import type { LadderStep } from '../../domain/codes.js'
import { toleranceOf } from '../../domain/paid-in-time.js'
import { settingsOn } from '../../domain/policy.js'
import { settingRows } from '../../settings.js'
import { openCaseOf } from '../eviction-prevention/case-store.js'
import { paidDaysOf } from '../rent/paid-days-store.js'
import type { Person } from './person-store.js'

export type Facts = Awaited<ReturnType<typeof loadOverview>>

/** Steps, stays, children, bills of the year (and older unpaid ones), latest notes, responsible staff; for the chef who has looked. */
export async function loadOverview(db: Db, actor: Actor, person: Person) {
  const yearStart = `${actor.today.slice(0, 4)}-01-01`
  const { prisma } = db
  const where = { personId: person.id }
  const moves = await prisma.stepMove.findMany({ where, orderBy: [{ movesOn: 'asc' }, { id: 'asc' }] })
  const children = await prisma.householdChild.findMany({ where: { ...where, removedAt: null }, orderBy: { birthYear: 'asc' } })
  const stays = await prisma.tenancy.findMany({
    where,
    orderBy: [{ startsOn: 'desc' }, { id: 'desc' }],
    include: { apartment: { include: { landlord: true } }, rents: { orderBy: { fromOn: 'asc' } }, checkpoints: true, takeover: true },
  })
  const bills = await prisma.ledgerEntry.findMany({
    where: {
      ...where,
      kind: 'CHARGE',
      reversedById: null,
      AND: { OR: [{ chargeKind: null }, { chargeKind: 'RENT' }] },
      OR: [{ period: { gte: yearStart.slice(0, 7) } }, { openOre: { gt: 0 } }, { settledOn: { gte: yearStart } }],
    },
    orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
  })
  const billIds = bills.map((bill) => bill.id)
  const settledWith = await paidDaysOf(db, actor, person.id)
  const respites = await prisma.respite.findMany({ where: { chargeId: { in: billIds }, endedAt: null }, orderBy: { untilOn: 'asc' } })
  const respiteOf = new Map(respites.map((respite) => [respite.chargeId, respite.untilOn]))
  const allocations = await prisma.allocation.findMany({ where: { chargeId: { in: billIds } } })
  const notes = await prisma.note.findMany({ where, orderBy: [{ happenedOn: 'desc' }, { id: 'desc' }], take: 3 })
  const readings =
    actor.role === 'CHEF' ? await prisma.auditEvent.findMany({ where: { ...where, action: 'READ' }, orderBy: { id: 'desc' }, take: 4 }) : []
  const userIds = [person.socialsekreterareId, person.boendestodjareId, ...notes.map((note) => note.authorId)].filter((id) => id !== null)
  const users = await prisma.user.findMany({ where: { id: { in: userIds }, namndId: actor.namndId }, select: { id: true, name: true } })
  const settings = await settingRows(db, actor.namndId)
  return {
    moves: moves as ((typeof moves)[number] & { movesOn: Day; toStep: LadderStep | null })[],
    children,
    stays,
    bills: bills.map((bill) => ({ ...bill, respiteUntilOn: respiteOf.get(bill.id) ?? null, paid: settledWith.get(bill.id) ?? null })),
    allocations,
    notes,
    readings,
    nameOf: (userId: number | null) => users.find((user) => user.id === userId)?.name ?? null,
    settings: settingsOn(actor.today, settings),
    toleranceOn: toleranceOf(settings),
    openCase: await openCaseOf(db, actor, person.id),
  }
}

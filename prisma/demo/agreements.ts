/**
 * The agreements of the demo municipality: repayment plans that are kept, broken, back on plan, paid, ended and not signed yet, each
 * checked every night since it was made; bills with anstånd, and people whose reminders are paused. Everything through the stores.
 */
import type { Actor } from '../../server/actor.js'
import type { Db } from '../../server/db.js'
import { addDays, addMonths, firstOfMonth, monthOf, type Day } from '../../server/domain/calendar.js'
import type { PauseReason } from '../../server/domain/codes.js'
import { arrearsOn, type ArrearsRow } from '../../server/features/arrears/store.js'
import { addByHand } from '../../server/features/payments/placing-store.js'
import { checkPlans } from '../../server/features/repayment-plans/plan-check-store.js'
import { endPlan, makePlan, rentDebtOn, type NewPlan } from '../../server/features/repayment-plans/plan-store.js'
import { endPause, pauseReminders } from '../../server/features/respite/pause-store.js'
import { billsForRespite, giveRespite, takeBackRespite } from '../../server/features/respite/respite-store.js'

export async function loadAgreements(db: Db, system: Actor, userId: number, today: Day): Promise<void> {
  const on = (day: Day): Actor => ({ ...system, userId, name: 'Karin Ekdahl', role: 'BOSAMORDNARE', now: `${day}T09:20:00.000Z`, today })
  /** the 20th four months ago, so that there are four instalments behind us */
  const begun = addDays(firstOfMonth(monthOf(addMonths(today, -4))), 19)
  const owesNow = (await arrearsOn(db, system, today)).filter((row) => row.shown)
  const isOwing = new Set(owesNow.map((row) => row.personId))
  const owed = await arrearsOn(db, system, begun, { asOf: true })
  const left = owed
    .filter((row) => row.shown && isOwing.has(row.personId) && row.overdueOre >= 200_000)
    .sort(byId)
    .slice(0, 4)
  const isLeft = new Set(left.map((row) => row.personId))
  const living = owesNow
    .filter((row) => !row.movedOut && !isLeft.has(row.personId))
    .sort((a, b) => b.overdueOre - a.overdueOre || byId(a, b))

  const old = [
    { waits: [], note: 'Personen svarar inte sedan planen gjordes.' }, // broken
    { waits: [1, 1, 1, 1], note: null }, // kept: days after each instalment
    { waits: [1, 19, 1, 1], note: 'Ny lönedag, den 25.' }, // late once, and back
    { waits: [0], note: null, all: true }, // paid at once
  ]
  for (const [n, row] of left.entries()) {
    const story = old[n]
    if (!story) continue
    const debtOre = await rentDebtOn(db, on(begun), row.personId, begun)
    const instalmentOre = story.all ? debtOre : Math.ceil(debtOre / 8 / 10_000) * 10_000
    await agree(db, on(begun), row, { agreedOn: begun, signedOn: begun, instalmentOre, note: story.note })
    for (const [k, wait] of story.waits.entries()) {
      const paidOn = addDays(firstInstalment(begun, k), wait)
      if (paidOn > today) continue
      // The instalment, and what the running rent has left behind since.
      const amountOre = (await rentDebtOn(db, on(today), row.personId, paidOn)) - Math.max(0, debtOre - (k + 1) * instalmentOre)
      const reason = 'Delbetalning enligt plan, insatt på fel bankgiro'
      const payment = { personId: row.personId, reference: null, amountOre, paidOn, payerKind: 'KLIENT' as const, reason }
      if (amountOre > 0) await addByHand(db, on(paidOn), { ...payment, key: `demo-plan-${row.personId}-${k}` })
    }
  }
  const fresh: Partial<NewPlan>[] = [
    { agreedOn: addDays(today, -9), signedOn: null }, // waits for its signature
    { agreedOn: addDays(today, -5), signedOn: addDays(today, -5), note: 'Gjord tillsammans med boendestödet.' },
    { agreedOn: addDays(today, -20), signedOn: addDays(today, -20) }, // ended, below
  ]
  for (const [n, plan] of fresh.entries()) {
    const row = living[n]
    if (!row) continue
    const planId = await agree(db, on(plan.agreedOn ?? today), row, plan)
    if (planId !== null && n === 2)
      await endPlan(db, { ...on(addDays(today, -2)), today: addDays(today, -2) }, row.personId, planId, 'Ny inkomst, planen görs om')
  }
  for (let day = begun; day < today; day = addDays(day, 1))
    await checkPlans(db, { ...system, now: `${addDays(day, 1)}T01:17:00.000Z` }, day)

  await loadRespites(db, on, living.slice(3, 5), today)
  await loadPauses(db, on, living.slice(2, 5), today)
}

async function loadRespites(db: Db, on: (day: Day) => Actor, people: readonly ArrearsRow[], today: Day): Promise<void> {
  for (const [n, row] of people.slice(0, 2).entries()) {
    const bills = await billsForRespite(db, on(today), row.personId)
    const chargeIds = bills.slice(-1).map((bill) => bill.id)
    const reason = n === 0 ? 'Lönen kommer den första, första gången på nya jobbet' : 'Väntar på beslut om ekonomiskt bistånd'
    await giveRespite(db, on(addDays(today, -3 - n)), row.personId, { chargeIds, untilOn: addDays(today, 11 + n), reason })
    const given = await db.prisma.respite.findFirst({ where: { personId: row.personId }, orderBy: { id: 'desc' } })
    if (n === 1 && given) await takeBackRespite(db, on(addDays(today, -1)), row.personId, given.id)
  }
}

async function loadPauses(db: Db, on: (day: Day) => Actor, people: readonly ArrearsRow[], today: Day): Promise<void> {
  const pauses: { reason: PauseReason; note: string | null; days: number }[] = [
    { reason: 'PROMISED', note: 'Lovade vid samtal att betala på måndag.', days: 8 },
    { reason: 'BENEFIT_AWAITED', note: 'Ansökan inskickad, beslut väntas om två veckor.', days: 15 },
    { reason: 'SUPPORT_NEGOTIATES', note: null, days: 20 },
  ]
  for (const [n, row] of people.slice(0, pauses.length).entries()) {
    const pause = pauses[n]
    if (!pause) continue
    const { reason, note } = pause
    await pauseReminders(db, on(addDays(today, -2)), row.personId, { reason, note, untilOn: addDays(today, pause.days) })
    const made = await db.prisma.reminderPause.findFirst({ where: { personId: row.personId } })
    if (n === 2 && made) await endPause(db, on(addDays(today, -1)), row.personId, made.id)
  }
}

/** A plan over months from the last day of the month it was agreed in; returns its id. */
async function agree(db: Db, actor: Actor, row: ArrearsRow, plan: Partial<NewPlan>): Promise<number | null> {
  const agreedOn = plan.agreedOn ?? actor.today
  const debtOre = await rentDebtOn(db, actor, row.personId, agreedOn)
  const person = await db.prisma.person.findUniqueOrThrow({ where: { id: row.personId }, select: { id: true, unitId: true } })
  const terms: NewPlan = {
    agreedOn,
    signedOn: plan.signedOn ?? null,
    note: plan.note ?? null,
    firstLumpOre: 0,
    instalmentOre: plan.instalmentOre ?? Math.max(50_000, Math.ceil(debtOre / 10 / 10_000) * 10_000),
    frequency: 'MONTHLY',
    startsOn: firstInstalment(agreedOn, 0),
  }
  const made = await makePlan(db, actor, person, terms, debtOre)
  return made.refused ? null : made.planId
}

/** The last day of the k:th month after. */
const firstInstalment = (agreedOn: Day, k: number): Day => addDays(firstOfMonth(monthOf(addMonths(agreedOn, k + 1))), -1)
const byId = (a: ArrearsRow, b: ArrearsRow) => a.personId - b.personId

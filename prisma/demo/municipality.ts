/** The demo municipality: one unit like the plans', a city of 4,000 tenancies or a nation of 25,000. */
import type { Actor } from '../../server/actor.js'
import type { Day } from '../../server/domain/calendar.js'
import { addDays } from '../../server/domain/calendar.js'
import type { Role } from '../../server/domain/codes.js'
import { ensureNamnd, hashPassword } from '../../server/features/session/store.js'
import type { House } from '../../server/house.js'
import { countTables } from '../../server/table-counts.js'
import { loadAgreements } from './agreements.js'
import { loadBankFiles } from './bank-files.js'
import { loadDisturbances } from './disturbances.js'
import { loadEarlySigns } from './early-signs.js'
import { loadLetters } from './letters.js'
import { loadCaseLetters } from './case-letters.js'
import { loadCases } from './cases.js'
import { loadPastCases } from './past-cases.js'
import { loadCaseWork } from './case-work.js'
import { loadMeetings } from './meetings.js'
import { loadContractTemplates } from './contract-templates.js'
import { loadConsents } from './consents.js'
import { loadTown, type Loaded } from './load.js'
import { loadOwnSettings } from './own-settings.js'
import { loadMonthCloses } from './month-closes.js'
import { loadReAllocations } from './re-allocations.js'
import { stories } from './stories/index.js'
import { diceOf } from './story.js'
import { planTown, unitPlan, type TownPlan } from './town.js'

export const SCALES = ['unit', 'city', 'nation'] as const
export type Scale = (typeof SCALES)[number]

/** Everybody in the demo signs in with this. */
export const demoPassword = 'boendetrappa i demo'

const colleagues: { role: Role; name: string; email: string }[] = [
  { role: 'BOSAMORDNARE', name: 'Karin Ekdahl', email: 'bosamordnare@demo.example' },
  { role: 'BOSAMORDNARE', name: 'Petra Nyman', email: 'bosamordnare2@demo.example' },
  ...['Samir Haddad', 'Linn Öberg', 'Oskar Falk', 'Jenny Thorell', 'Babak Azizi', 'Monika Wrede', 'Felix Hurtig'].map((name, n) => ({
    role: 'BOENDESTOD' as const,
    name,
    email: n === 0 ? 'boendestod@demo.example' : `boendestod${n + 1}@demo.example`,
  })),
  { role: 'SOCIALSEKRETERARE', name: 'Eva Brandt', email: 'socialsekreterare@demo.example' },
  { role: 'SOCIALSEKRETERARE', name: 'Ahmed Warsame', email: 'socialsekreterare2@demo.example' },
  { role: 'VRAKNINGSFOREBYGGARE', name: 'Maria Lindqvist', email: 'vrakningsforebyggare@demo.example' },
  { role: 'CHEF', name: 'Johan Ståhl', email: 'chef@demo.example' },
  { role: 'CONTROLLER', name: 'Disa Ahlm', email: 'controller@demo.example' },
  { role: 'ADMINISTRATOR', name: 'Nils Grahn', email: 'administrator@demo.example' },
]

/** One account of each role, for the one who tries the product. */
export const demoAccounts = colleagues.filter((one, n) => colleagues.findIndex((other) => other.role === one.role) === n)

/** Fictitious, as everything here: numbers that nobody has. */
const letterHead = { postAddress: 'Box 120', postcode: '126 21', city: 'Lunda', phone: '08-508 120 00', email: 'boende@demo.example' }

const plans: Record<Scale, TownPlan> = {
  unit: unitPlan,
  city: { valet: 1000, training: 930, externalTraining: 150, trial: 1920, months: 60 },
  nation: { valet: 6_200, training: 5_900, externalTraining: 900, trial: 12_000, months: 120 },
}

/** Loads the municipality into a database without people. Returns how much it became. */
export async function loadDemo(house: House, today: Day, scale: Scale): Promise<Loaded & { namndId: number }> {
  const dice = diceOf(2019)
  const base = await house.db.transaction(async (tx) => {
    const namnd = await ensureNamnd(tx)
    await tx.prisma.namnd.update({ where: { id: namnd.id }, data: { name: 'Lunda stadsdelsnämnd (demo)', ...letterHead } })
    const unit = await tx.prisma.unit.findFirstOrThrow({ where: { namndId: namnd.id }, orderBy: { id: 'asc' } })
    await tx.prisma.unit.update({ where: { id: unit.id }, data: { name: 'Vuxenenheten' } })
    const passwordHash = await hashPassword(demoPassword)
    const users: { id: number; role: string }[] = []
    for (const one of colleagues) {
      users.push(
        await tx.prisma.user.create({
          data: {
            ...one,
            phone: one.role === 'BOENDESTOD' ? `08-508 120 ${10 + users.length}` : null,
            namndId: namnd.id,
            unitId: one.role === 'CONTROLLER' || one.role === 'ADMINISTRATOR' ? null : unit.id,
            passwordHash,
            createdAt: house.clock.now(),
          },
        }),
      )
    }
    await tx.prisma.ownAccount.createMany({
      data: [{ namndId: namnd.id, kind: 'BANKGIRO', number: '50501055', name: 'Hyror, bankgiro', createdAt: house.clock.now() }],
    })
    return { namndId: namnd.id, unitId: unit.id, users }
  })
  const actor: Actor = {
    userId: null,
    name: 'demo',
    role: 'SYSTEM',
    namndId: base.namndId,
    unitId: null,
    page: 'cli demo',
    now: `${today}T08:00:00.000Z`,
    today,
  }
  const ids = (role: Role) => base.users.filter((user) => user.role === role).map((user) => user.id)
  const { places, households } = planTown(plans[scale], stories, today, dice)
  const loaded = await loadTown(
    {
      db: house.db,
      actor,
      unitId: base.unitId,
      supporters: ids('BOENDESTOD'),
      socialWorkers: ids('SOCIALSEKRETERARE'),
      namedUserIds: [...ids('SOCIALSEKRETERARE').slice(0, 1), ...ids('BOSAMORDNARE').slice(0, 1)],
      today,
      dice,
    },
    places,
    households,
  )
  await unmatchedPayments(house, actor, today)
  await loadAgreements(house.db, actor, ids('BOSAMORDNARE')[0] ?? 0, today)
  await loadBankFiles(house.db, actor, ids('BOSAMORDNARE')[0] ?? 0, today)
  await loadLetters(house.db, actor, ids('BOSAMORDNARE')[0] ?? 0, today)
  await loadPastCases(house, actor, today)
  await loadCases(house, actor, today)
  await loadDisturbances(house, actor, today)
  await loadEarlySigns(house, actor, today)
  await loadConsents(house, actor, today)
  await loadContractTemplates(house, actor)
  await loadCaseWork(house, actor, today)
  await loadOwnSettings(house.db, actor.namndId, today)
  await loadCaseLetters(house, actor, today)
  await loadMeetings(house, actor, today)
  await loadReAllocations(house.db, actor, today)
  // Last: what is dated before is closed.
  await loadMonthCloses(house.db, actor, ids('BOSAMORDNARE')[0] ?? 0, today)
  await countTables(house.db)
  return { ...loaded, namndId: base.namndId }
}

/** Three payments that nobody's bill explains: somebody has to look. */
async function unmatchedPayments(house: House, actor: Actor, today: Day): Promise<void> {
  await house.db.prisma.receivedPayment.createMany({
    data: [
      { amountOre: 489_000, payerName: 'A REZAI', reference: null, message: 'hyra', daysAgo: 9 },
      { amountOre: 250_000, payerName: 'LINDGREN S', reference: '4711202611', message: 'delbetalning', daysAgo: 6 },
      { amountOre: 415_000, payerName: 'STIFTELSEN HJÄLPEN', reference: null, message: 'bidrag till hyra', daysAgo: 2 },
    ].map(({ daysAgo, ...payment }, n) => ({
      ...payment,
      namndId: actor.namndId,
      ordinal: n + 1,
      source: 'BANK',
      kind: 'PAYMENT',
      currency: 'SEK',
      bookedOn: addDays(today, -daysAgo),
      transactionKey: `demo:utan-traff:${n}`,
      recordedAt: actor.now,
      unmatchedOre: payment.amountOre,
    })),
  })
}

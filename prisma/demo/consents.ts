/** Consents of the demo municipality: a written and a spoken one that hold, one withdrawn, one that ran out, and homes without any. */
import type { Actor } from '../../server/actor.js'
import { addDays, type Day } from '../../server/domain/calendar.js'
import type { ConsentScope, ConsentWay } from '../../server/domain/codes.js'
import { giveConsent, landlordsOf, withdrawConsent } from '../../server/features/consents/consent-store.js'
import type { House } from '../../server/house.js'

/** for the cases in order; null: nobody has asked yet */
const stories: ({
  scope: ConsentScope
  givenHow: ConsentWay
  daysAgo: number
  days: number | null
  text?: string
  withdrawnDaysAgo?: number
} | null)[] = [
  { scope: 'RENT_ONLY', givenHow: 'WRITTEN', daysAgo: 9, days: 90, text: 'Påskrivet på mötet.' },
  null,
  null,
  { scope: 'RENT_AND_DISTURBANCE', givenHow: 'SPOKEN', daysAgo: 5, days: null, text: 'Sagt i telefon. Vill vara med när vi ringer.' },
  { scope: 'RENT_ONLY', givenHow: 'WRITTEN', daysAgo: 70, days: 60 },
  { scope: 'RENT_ONLY', givenHow: 'SPOKEN', daysAgo: 155, days: null, withdrawnDaysAgo: 150 },
]

export async function loadConsents(house: House, system: Actor, today: Day): Promise<void> {
  const { prisma } = house.db
  const worker = await prisma.user.findFirst({ where: { namndId: system.namndId, role: 'VRAKNINGSFOREBYGGARE' } })
  const cases = await prisma.preventionCase.findMany({
    where: { namndId: system.namndId, openedOn: { gte: addDays(today, -200) } },
    orderBy: { id: 'asc' },
    take: stories.length,
  })
  for (const [n, one] of cases.entries()) {
    const story = stories[n]
    if (!story || !worker) continue
    const on = (daysAgo: number): Actor => ({
      ...system,
      userId: worker.id,
      name: worker.name,
      today: addDays(today, -daysAgo),
      now: `${addDays(today, -daysAgo)}T10:20:00.000Z`,
    })
    const [landlord] = await landlordsOf(house.db, on(0), one.personId)
    if (!landlord) continue
    const { scope, givenHow, daysAgo, days, text } = story
    const givenOn = addDays(today, -daysAgo)
    const untilOn = days === null ? null : addDays(givenOn, days)
    const given = await giveConsent(house.db, on(daysAgo), one.personId, {
      ...landlord,
      scope,
      givenHow,
      givenOn,
      untilOn,
      text: text ?? null,
    })
    if (given.refused) throw new Error(`the demo's consent was refused: ${given.reasons.join(', ')}`)
    if (story.withdrawnDaysAgo === undefined) continue
    const kept = await prisma.landlordConsent.findFirstOrThrow({ where: { personId: one.personId } })
    await withdrawConsent(house.db, on(story.withdrawnDaysAgo), one.personId, kept.id, addDays(today, -story.withdrawnDaysAgo))
  }
}

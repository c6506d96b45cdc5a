/**
 * What is known of households in the demo municipality before any notice: most home insurances have been seen, some run out soon or are out, a few
 * benefits have stopped and one is paid again. Late and part payments come from the stories themselves.
 */
import type { Actor } from '../../server/actor.js'
import { addDays, type Day } from '../../server/domain/calendar.js'
import type { HouseholdEventKind } from '../../server/domain/codes.js'
import type { House } from '../../server/house.js'

/** For the stays in order, again and again: days ago, and days until the last day (null: not known). */
const stories: { kind: HouseholdEventKind; daysAgo: number; untilInDays?: number; text?: string }[][] = [
  [{ kind: 'INSURANCE_SEEN', daysAgo: 120, untilInDays: 245 }],
  [{ kind: 'INSURANCE_SEEN', daysAgo: 345, untilInDays: 18, text: 'Brev från försäkringsbolaget.' }],
  [{ kind: 'INSURANCE_SEEN', daysAgo: 60, untilInDays: 300 }],
  [{ kind: 'INSURANCE_SEEN', daysAgo: 200 }],
  [
    { kind: 'INSURANCE_SEEN', daysAgo: 40, untilInDays: 320 },
    { kind: 'BENEFIT_STOPPED', daysAgo: 8, text: 'Sjukpenningen tog slut.' },
  ],
  [{ kind: 'INSURANCE_SEEN', daysAgo: 150, untilInDays: 210 }],
  [
    { kind: 'INSURANCE_SEEN', daysAgo: 400, untilInDays: -20 },
    { kind: 'INSURANCE_OUT', daysAgo: 12, text: 'Inte förnyad, har inte råd den här månaden.' },
  ],
  [{ kind: 'INSURANCE_SEEN', daysAgo: 90, untilInDays: 270 }],
  [
    { kind: 'INSURANCE_SEEN', daysAgo: 30, untilInDays: 330 },
    { kind: 'BENEFIT_STOPPED', daysAgo: 50 },
    { kind: 'BENEFIT_RESUMED', daysAgo: 21, text: 'Bostadsbidraget betalas igen.' },
  ],
  [],
  [{ kind: 'INSURANCE_SEEN', daysAgo: 250, untilInDays: 110 }],
]

/** For everybody who has lived there long enough to have been asked, and has no open case; some have not been asked. */
export async function loadEarlySigns(house: House, system: Actor, today: Day): Promise<void> {
  const { prisma } = house.db
  const stays = await prisma.tenancy.findMany({
    where: {
      namndId: system.namndId,
      endsOn: null,
      startsOn: { lt: addDays(today, -60) },
      person: { protection: 'NEJ', cases: { none: { closedOn: null } } },
    },
    orderBy: { id: 'asc' },
    take: 400,
    include: { person: { select: { boendestodjareId: true } } },
  })
  await prisma.householdEvent.createMany({
    data: stays.flatMap((stay, n) =>
      (stories[n % stories.length] ?? []).map(({ kind, daysAgo, untilInDays, text }) => ({
        namndId: system.namndId,
        personId: stay.personId,
        kind,
        happenedOn: addDays(today, -daysAgo),
        untilOn: untilInDays === undefined ? null : addDays(today, untilInDays),
        text: text ?? null,
        recordedAt: `${addDays(today, -daysAgo)}T13:05:00.000Z`,
        recordedById: stay.person.boendestodjareId,
      })),
    ),
  })
}

/**
 * Disturbances in the demo municipality, one at each turn of the way: just reported by a landlord, nobody reached, urged and told, disturbing again
 * after it, quiet and waiting for the last check, closed, a report that was not true, one about somebody protected, one outside the ladder.
 */
import type { Actor } from '../../server/actor.js'
import { addDays, type Day } from '../../server/domain/calendar.js'
import type {
  DisturbanceKind,
  DisturbanceReporter,
  DisturbanceStepKind,
  NoticeSender,
  Role,
  Seriousness,
  SupportKind,
} from '../../server/domain/codes.js'
import { DEFAULT_SETTINGS } from '../../server/domain/policy.js'
import { recordReport, recordStep } from '../../server/features/disturbances/record-store.js'
import type { House } from '../../server/house.js'

interface Told {
  daysAgo: number
  /** days from the disturbance to the report */
  after?: number
  by: DisturbanceReporter
  name?: string
  kind: DisturbanceKind
  how: Seriousness
  at?: string
  minutes?: number
  text: string
}
interface Done {
  daysAgo: number
  kind: DisturbanceStepKind
  text?: string
  urgedBy?: NoticeSender
  support?: SupportKind
}
interface DisturbanceStory {
  /** among the people with a stay, or the protected one, or an address of somebody's own */
  whom: number | 'PROTECTED' | 'OWN_ADDRESS'
  reports: Told[]
  steps: Done[]
}

const answer = 'Vi har tagit emot anmälan och pratar med den som bor där.'
const stories: DisturbanceStory[] = [
  {
    whom: 1,
    reports: [
      {
        daysAgo: 1,
        by: 'FROM_LANDLORD',
        name: 'Stadsbacken, störningsjouren',
        kind: 'NOISE',
        how: 'SERIOUS_DISTURBANCE',
        at: '23.40',
        minutes: 180,
        text: 'Hög musik till halv tre. Jouren var på plats två gånger.',
      },
    ],
    steps: [],
  },
  {
    whom: 4,
    reports: [
      {
        daysAgo: 6,
        by: 'FROM_NEIGHBOUR',
        kind: 'QUARREL',
        how: 'MINOR_DISTURBANCE',
        at: '19.30',
        minutes: 20,
        text: 'Skrik i trapphuset på kvällen.',
      },
      {
        daysAgo: 3,
        after: 1,
        by: 'FROM_NEIGHBOUR',
        name: 'Gunnel på plan 3',
        kind: 'MANY_VISITORS',
        how: 'MINOR_DISTURBANCE',
        text: 'Spring i porten till sent.',
      },
    ],
    steps: [
      { daysAgo: 5, kind: 'NOT_REACHED', text: 'Ringde två gånger, lämnade kort i brevlådan.' },
      { daysAgo: 3, kind: 'NOT_REACHED', text: 'Svarade inte på sms.' },
    ],
  },
  {
    whom: 9,
    reports: [
      {
        daysAgo: 20,
        by: 'FROM_LANDLORD',
        kind: 'NOISE',
        how: 'SERIOUS_DISTURBANCE',
        at: '01.15',
        minutes: 120,
        text: 'Tredje natten i rad enligt två grannar.',
      },
      {
        daysAgo: 6,
        after: 1,
        by: 'FROM_LANDLORD',
        kind: 'NOISE',
        how: 'SERIOUS_DISTURBANCE',
        at: '00.30',
        minutes: 90,
        text: 'Samma sak igen. Grannen under har flyttat ut sin säng i hallen.',
      },
    ],
    steps: [
      { daysAgo: 19, kind: 'SPOKE_WITH_HOUSEHOLD', text: 'Har haft gäster. Ska be dem gå före tio.' },
      { daysAgo: 19, kind: 'LANDLORD_ANSWERED', text: answer },
      { daysAgo: 18, kind: 'URGED', urgedBy: 'FORVALTNINGEN', text: 'Lämnad i handen vid ett möte på kontoret.' },
      { daysAgo: 17, kind: 'SOCIALNAMNDEN_TOLD', text: 'Till mottagningen, vuxen.' },
      { daysAgo: 12, kind: 'FOUND_QUIET', text: 'Hyresvärden har inte hört något.' },
      { daysAgo: 5, kind: 'SPOKE_WITH_HOUSEHOLD', text: 'Vill ha hjälp att säga nej vid dörren.' },
      { daysAgo: 5, kind: 'SUPPORT_OFFERED', support: 'HOUSING_SUPPORT', text: 'Boendestöd på kvällstid i två veckor.' },
      { daysAgo: 4, kind: 'SUPPORT_ACCEPTED' },
      { daysAgo: 4, kind: 'LANDLORD_ANSWERED', text: 'Ny överenskommelse med den som bor där. Vi hör av oss om en vecka.' },
    ],
  },
  {
    whom: 7,
    reports: [
      {
        daysAgo: 33,
        by: 'FROM_STAFF',
        kind: 'LITTER',
        how: 'MINOR_DISTURBANCE',
        text: 'Sopsäckar utanför dörren vid tillsyn av trapphuset.',
      },
    ],
    steps: [
      { daysAgo: 32, kind: 'SPOKE_WITH_HOUSEHOLD', text: 'Visste inte var miljörummet är. Gick dit tillsammans.' },
      { daysAgo: 31, kind: 'SUPPORT_OFFERED', support: 'HOUSING_SUPPORT' },
      { daysAgo: 31, kind: 'SUPPORT_DECLINED', text: 'Klarar det själv nu.' },
      { daysAgo: 24, kind: 'FOUND_QUIET', text: 'Rent i trapphuset.' },
      { daysAgo: 10, kind: 'FOUND_QUIET' },
    ],
  },
  {
    whom: 13,
    reports: [
      { daysAgo: 60, by: 'FROM_NEIGHBOUR', kind: 'SMOKE_OR_SMELL', how: 'MINOR_DISTURBANCE', text: 'Rök in genom ventilen på dagarna.' },
    ],
    steps: [
      { daysAgo: 59, kind: 'SPOKE_WITH_HOUSEHOLD', text: 'Röker på gården i stället.' },
      { daysAgo: 50, kind: 'FOUND_QUIET' },
      { daysAgo: 29, kind: 'FOUND_QUIET', text: 'Grannen är nöjd.' },
      { daysAgo: 28, kind: 'DISTURBANCE_CLOSED' },
    ],
  },
  {
    whom: 16,
    reports: [{ daysAgo: 40, by: 'FROM_SOMEBODY', kind: 'VANDALISM', how: 'SERIOUS_DISTURBANCE', text: 'Krossad ruta i porten.' }],
    steps: [
      { daysAgo: 39, kind: 'SPOKE_WITH_HOUSEHOLD', text: 'Var inte hemma den helgen.' },
      { daysAgo: 38, kind: 'REPORT_UNFOUNDED', text: 'Hyresvärdens kamera visar att det var någon utifrån.' },
    ],
  },
  {
    whom: 19,
    reports: [
      {
        daysAgo: 2,
        by: 'FROM_LANDLORD',
        kind: 'THREATS',
        how: 'ESPECIALLY_SERIOUS',
        at: '21.10',
        text: 'Hot mot en granne i hissen. Polisanmält av grannen.',
      },
    ],
    steps: [
      { daysAgo: 2, kind: 'SPOKE_WITH_HOUSEHOLD', text: 'Beklagar. Vill inte träffa grannen.' },
      { daysAgo: 1, kind: 'URGED', urgedBy: 'FORVALTNINGEN', text: 'Rekommenderat brev.' },
    ],
  },
  {
    whom: 'PROTECTED',
    reports: [{ daysAgo: 4, by: 'FROM_NEIGHBOUR', kind: 'NOISE', how: 'MINOR_DISTURBANCE', text: 'Musik en lördag.' }],
    steps: [],
  },
  {
    whom: 'OWN_ADDRESS',
    reports: [
      {
        daysAgo: 9,
        by: 'FROM_LANDLORD',
        name: 'Björkgårdens Bostäder',
        kind: 'QUARREL',
        how: 'SERIOUS_DISTURBANCE',
        at: '22.00',
        minutes: 60,
        text: 'Bråk på balkongen två kvällar.',
      },
    ],
    steps: [
      { daysAgo: 8, kind: 'SPOKE_WITH_HOUSEHOLD', text: 'Berättar att en vän bor hos dem tillfälligt.' },
      { daysAgo: 7, kind: 'URGED', urgedBy: 'HYRESVARD' },
      { daysAgo: 7, kind: 'SOCIALNAMNDEN_TOLD', text: 'Hyresvärdens brev kom till mottagningen.' },
    ],
  },
]

/** Through the product's own way of writing them, each on its own day. */
export async function loadDisturbances(house: House, system: Actor, today: Day): Promise<void> {
  const { prisma } = house.db
  const workers = await prisma.user.findMany({
    where: { namndId: system.namndId, role: { in: ['BOSAMORDNARE', 'BOENDESTOD'] } },
    orderBy: { id: 'asc' },
  })
  const grant = await prisma.protectionGrant.findFirst({
    where: { revokedAt: null, person: { protection: 'SEKRETESSMARKERING', tenancies: { some: { endsOn: null } } } },
  })
  const named = grant && (await prisma.user.findUnique({ where: { id: grant.userId } }))
  const living = await prisma.tenancy.findMany({
    where: { namndId: system.namndId, endsOn: null, startsOn: { lt: addDays(today, -200) }, takeover: null, person: { protection: 'NEJ' } },
    orderBy: { id: 'asc' },
    take: 24,
  })
  const hidden = grant && (await prisma.tenancy.findFirst({ where: { personId: grant.personId, endsOn: null } }))
  const movedOut = await prisma.tenancy.findFirst({
    where: {
      namndId: system.namndId,
      outcome: 'EGET_KONTRAKT_ANNAN',
      person: { protection: 'NEJ', tenancies: { every: { endsOn: { not: null } } } },
    },
    orderBy: { id: 'asc' },
  })
  for (const [n, story] of stories.entries()) {
    const stay = story.whom === 'PROTECTED' ? hidden : story.whom === 'OWN_ADDRESS' ? (movedOut ?? living[22]) : living[story.whom]
    const worker = story.whom === 'PROTECTED' ? named : workers[n % workers.length]
    if (!stay || !worker) continue
    const on = (daysAgo: number): Actor => ({
      ...system,
      userId: worker.id,
      name: worker.name,
      role: worker.role as Role,
      today: addDays(today, -daysAgo),
      now: `${addDays(today, -daysAgo)}T12:40:00.000Z`,
    })
    const home = story.whom === 'OWN_ADDRESS' ? { address: 'Tallåsvägen 14, lgh 1202' } : { tenancyId: stay.id }
    const happened = [
      ...story.reports.map((told) => ({ daysAgo: told.daysAgo, told, done: null })),
      ...story.steps.map((done) => ({ daysAgo: done.daysAgo, told: null, done })),
    ].sort((a, b) => b.daysAgo - a.daysAgo)
    let disturbanceId = 0
    for (const { daysAgo, told, done } of happened) {
      const actor = on(daysAgo)
      if (told) {
        const saved = await recordReport(house.db, actor, stay.personId, {
          reporter: told.by,
          reporterName: told.name ?? null,
          reporterContact: null,
          reportedOn: actor.today,
          happenedOn: addDays(actor.today, -(told.after ?? 0)),
          atTime: told.at ?? null,
          minutes: told.minutes ?? null,
          kind: told.kind,
          seriousness: told.how,
          text: told.text,
          home,
        })
        if (saved.refused) throw new Error(`the demo's report was refused: ${saved.reasons.join(', ')}`)
        disturbanceId = saved.disturbanceId
      } else if (done) {
        const step = {
          kind: done.kind,
          happenedOn: actor.today,
          urgedBy: done.urgedBy ?? null,
          supportKind: done.support ?? null,
          text: done.text ?? null,
        }
        const saved = await recordStep(house.db, actor, disturbanceId, step, DEFAULT_SETTINGS)
        if (!saved || saved.refused) throw new Error(`the demo's step ${done.kind} was refused: ${saved?.reasons.join(', ')}`)
      }
    }
  }
}
